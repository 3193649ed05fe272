package io.tillstream.api.identity;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// A cart whose owner calls.
///
/// @param user whose cart it is, null: a guest's
public record OwnedCart(UUID id, @Nullable String user) {

    /// Whose idempotency keys those of this call are. Nobody's name can be chosen so that it is another's: the cart comes first.
    public String caller() {
        return user == null ? "cart:" + id : "user-cart:" + id + ":" + user;
    }
}
