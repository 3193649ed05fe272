package io.tillstream.checkout.cart;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What a shop chooses about its carts.
///
/// @param guestExpiry how long a guest's cart is there after its last change
/// @param userExpiry  the same of a user's; null: without end
/// @param mergePolicy what becomes of lines that both carts have
/// @param honourPromotions whether a price captured from a promotion outlives it
public record CartRules(Duration guestExpiry, @Nullable Duration userExpiry, MergePolicy mergePolicy,
        boolean honourPromotions) {

    public static final CartRules DEFAULTS = new CartRules(Duration.ofDays(30), null, MergePolicy.SUM, false);

    /// A thirtieth: a day of thirty.
    private static final int SLACK = 30;

    public CartRules {
        require(guestExpiry.isPositive(), "guest-expiry", guestExpiry);
        require(userExpiry == null || userExpiry.isPositive(), "user-expiry", userExpiry);
    }

    private static void require(boolean holds, String key, @Nullable Duration value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "tillstream.cart.%s is %s: set it to a time such as 30d".formatted(key, value));
        }
    }

    /// When a cart expires that has changed. It stays where it is while that is right within a thirtieth of the whole, so up to a day too early
    /// for 30 days: the column is indexed, and a row whose indexed columns all stay is written without touching any index (HOT).
    ///
    /// @return null: never
    @Nullable
    Instant expiresAt(Cart cart, Instant changed) {
        var expiry = cart.userId() == null ? guestExpiry : userExpiry;
        if (expiry == null || !cart.active()) {
            return null;
        }
        var exactly = changed.plus(expiry);
        var before = cart.expiresAt();
        return before != null && Duration.between(before, exactly).abs().compareTo(expiry.dividedBy(SLACK)) < 0
                ? before
                : exactly;
    }
}
