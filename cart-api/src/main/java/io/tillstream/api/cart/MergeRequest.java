package io.tillstream.api.cart;

import org.jspecify.annotations.Nullable;

/// The guest's cart that is handed over, and the proof that it is the caller's.
public record MergeRequest(@Nullable String guestCartId, @Nullable String guestCartToken) {

    /// @throws io.tillstream.api.problem.ProblemException if it is missing
    public String requiredCart() {
        return Bounds.required("guest_cart_id", guestCartId);
    }

    /// @throws io.tillstream.api.problem.ProblemException if it is missing
    public String requiredToken() {
        return Bounds.required("guest_cart_token", guestCartToken);
    }
}
