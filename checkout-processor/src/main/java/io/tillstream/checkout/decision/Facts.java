package io.tillstream.checkout.decision;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.discount.Discounts;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.Variants;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.Orders;
import io.tillstream.checkout.pricing.PriceTables;

/// What a decision may look at, beside the cart.
///
/// @param orders of the carts of the batch
/// @param rules  that the shop has chosen
/// @param at     when the record was appended to its log: windows are judged at that time
/// @param now    of the whole batch: deadlines start from it
public record Facts(Variants variants, Discounts discounts, Orders orders, PriceTables tables, CartRules rules,
        Instant at, Instant now) {

    /// As if an order had given back the stock and the code that it holds.
    public Facts without(Order order) {
        return new Facts(sku -> freed(variants.find(sku), order), new Freed(discounts, order), orders, tables, rules,
                at, now);
    }

    private static @Nullable Variant freed(@Nullable Variant variant, Order order) {
        return variant == null ? null : variant.changeStock(order.quantityOf(variant.sku()));
    }

    private record Freed(Discounts discounts, Order order) implements Discounts {

        @Override
        public @Nullable Discount find(String code) {
            var discount = discounts.find(code);
            return discount == null || !code.equals(order.discountCode()) ? discount : discount.used(-1);
        }

        @Override
        public List<DiscountUse> uses(String code) {
            return discounts.uses(code).stream().filter(use -> !use.orderId().equals(order.id())).toList();
        }
    }
}
