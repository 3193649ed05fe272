package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.DISCOUNT_CODE_INVALID;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.ApplyDiscount;

/// Case does not count.
public record ApplyDiscountRequest(@Nullable String code) {

    private static final int LONGEST = 64;

    /// @throws io.tillstream.api.problem.ProblemException if the code is missing, or too long to be one
    public ApplyDiscount command() {
        return new ApplyDiscount(Bounds.text(DISCOUNT_CODE_INVALID, "code", Bounds.required("code", code), LONGEST));
    }
}
