package io.tillstream.checkout.discount;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.pricing.Item;

/// Decides whether a code takes something off.
public final class DiscountPolicy {

    private DiscountPolicy() {}

    /// What is to be bought, by whom.
    ///
    /// @param at when the record was appended to its log
    public record Purchase(List<Item> items, String currency, Buyer buyer, Instant at) {}

    /// What tells nothing of the code comes last: who hears it could use the code otherwise.
    ///
    /// @return null: it does
    public static @Nullable Refusal refusal(@Nullable Discount discount, Purchase purchase, Discounts known) {
        if (discount == null) {
            return Refusal.NOT_FOUND;
        }
        var secret = secret(discount, purchase, known);
        if (secret != null) {
            return secret;
        }
        if (!purchase.items().isEmpty()
                && purchase.items().stream().noneMatch(item -> discount.offer().appliesTo(item.productId()))) {
            return Refusal.PRODUCTS_NOT_MATCHING;
        }
        return subtotal(purchase.items()) < discount.limits().minimumOrder() ? Refusal.MINIMUM_NOT_REACHED : null;
    }

    private static @Nullable Refusal secret(Discount discount, Purchase purchase, Discounts known) {
        var limits = discount.limits();
        if (!limits.active()) {
            return Refusal.INACTIVE;
        }
        if (limits.startsAt() != null && purchase.at().isBefore(limits.startsAt())) {
            return Refusal.NOT_STARTED;
        }
        if (limits.endsAt() != null && !purchase.at().isBefore(limits.endsAt())) {
            return Refusal.ENDED;
        }
        if (limits.currency() != null && !limits.currency().equals(purchase.currency())) {
            return Refusal.OTHER_CURRENCY;
        }
        if (discount.usedUp()) {
            return Refusal.USED_UP;
        }
        return usedBy(discount, purchase.buyer(), known) ? Refusal.USED_BY_BUYER : null;
    }

    private static boolean usedBy(Discount discount, Buyer buyer, Discounts known) {
        Integer most = discount.limits().maxPerBuyer();
        return most != null
                && known.uses(discount.code()).stream().filter(use -> use.buyer().is(buyer)).count() >= most;
    }

    private static long subtotal(List<Item> items) {
        long sum = 0;
        for (var item : items) {
            sum = Math.addExact(sum, item.amount());
        }
        return sum;
    }
}
