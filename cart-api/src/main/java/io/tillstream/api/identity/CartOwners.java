package io.tillstream.api.identity;

import java.util.Optional;
import java.util.UUID;

import io.tillstream.api.problem.Problem;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// The one place that says whether a cart is the caller's: every request that names a cart comes by here.
public final class CartOwners {

    /// The same for a cart that does not exist, has expired, or is somebody else's: nobody learns which ids exist.
    public static final Problem NOT_FOUND = Problem.of(ProblemCode.CART_NOT_FOUND, "No cart of yours has this id");

    private final CartTokens tokens;
    private final UserCartIds users;

    public CartOwners(String secret) {
        this.tokens = new CartTokens(secret);
        this.users = new UserCartIds(secret);
    }

    /// @param cart as in the address
    /// @throws ProblemException [#NOT_FOUND]
    public OwnedCart required(String cart, Buyer buyer) {
        return find(cart, buyer).orElseThrow(CartOwners::notFound);
    }

    /// Empty if it is not the caller's.
    ///
    /// @param cart as in an address
    public Optional<OwnedCart> find(String cart, Buyer buyer) {
        return parsed(cart).flatMap(id -> owned(id, buyer));
    }

    private Optional<OwnedCart> owned(UUID id, Buyer buyer) {
        var user = buyer.user();
        if (user != null && users.isOf(id, user)) {
            return Optional.of(new OwnedCart(id, user));
        }
        return tokens.open(id, buyer.cartToken()) ? Optional.of(new OwnedCart(id, null)) : Optional.empty();
    }

    private static Optional<UUID> parsed(String cart) {
        try {
            return Optional.of(UUID.fromString(cart)).filter(id -> id.toString().equals(cart));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static ProblemException notFound() {
        return new ProblemException(NOT_FOUND);
    }
}
