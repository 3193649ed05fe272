package io.tillstream.checkout.shop;

import java.util.Collection;
import java.util.List;

import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.pricing.PriceTables;

/// What one batch has loaded to price carts by.
///
/// @param uses             of these discounts by the buyers of the batch
/// @param honourPromotions whether a price captured from a promotion outlives it
public record Pricing(Collection<Discount> discounts, Collection<DiscountUse> uses, PriceTables tables,
        boolean honourPromotions) {

    /// Of a shop where promotions end when they end.
    public Pricing(Collection<Discount> discounts, Collection<DiscountUse> uses, PriceTables tables) {
        this(discounts, uses, tables, false);
    }

    /// No discounts, and neither shipping nor taxes.
    public static final Pricing NONE = new Pricing(List.of(), List.of(), PriceTables.NONE);
}
