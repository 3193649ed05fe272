package io.tillstream.checkout.pricing;

import org.jspecify.annotations.Nullable;

/// What shipping costs, or why nobody knows.
public sealed interface ShippingQuote {

    /// @param method   null: the shop has none
    /// @param price    minor units
    /// @param freeFrom subtotal − discount from which it costs nothing, or null: never
    /// @param taxClass that shipping is taxed as
    record Price(@Nullable String method, long price, @Nullable Long freeFrom, String taxClass)
            implements
                ShippingQuote {}

    /// @param code stable, for the buyer
    record Unknown(String code, String detail) implements ShippingQuote {}

    /// Of a shop that has said nothing about shipping.
    Price NOTHING = new Price(null, 0, null, "standard");
}
