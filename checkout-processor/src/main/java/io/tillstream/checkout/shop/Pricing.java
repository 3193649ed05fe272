package io.tillstream.checkout.shop;

import java.util.Collection;
import java.util.List;

import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.pricing.PriceTables;

/// What one batch has loaded to price carts by.
///
/// @param uses of these discounts by the buyers of the batch
public record Pricing(Collection<Discount> discounts, Collection<DiscountUse> uses, PriceTables tables) {

    /// No discounts, and neither shipping nor taxes.
    public static final Pricing NONE = new Pricing(List.of(), List.of(), PriceTables.NONE);
}
