package io.tillstream.checkout.cart;

/// What becomes of a line that both carts have when a guest's becomes part of a user's.
public enum MergePolicy {

    SUM, LARGER, GUEST, USER;

    /// Units of one line that a cart holds.
    record Held(long inCart, long saved) {

        long inAll() {
            return inCart + saved;
        }
    }

    /// @return units that the cart should hold; a line that only one has in its cart is kept
    long inCart(Held user, Held guest) {
        if (user.inCart() == 0 || guest.inCart() == 0) {
            return user.inCart() + guest.inCart();
        }
        return switch (this) {
            case SUM -> user.inCart() + guest.inCart();
            case LARGER -> Math.max(user.inCart(), guest.inCart());
            case GUEST -> guest.inCart();
            case USER -> user.inCart();
        };
    }

    /// Saved units add up, but for LARGER, which takes the larger of all that each holds: what did not fit into the cart before and was saved is
    /// the same wish, and counts once. So the order of merges does not matter.
    ///
    /// @return units that cart and saved should hold together, at least [#inCart]
    long inAll(Held user, Held guest) {
        return switch (this) {
            case LARGER -> Math.max(user.inAll(), guest.inAll());
            case SUM, GUEST, USER -> inCart(user, guest) + user.saved() + guest.saved();
        };
    }
}
