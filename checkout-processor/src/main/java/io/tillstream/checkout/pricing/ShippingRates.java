package io.tillstream.checkout.pricing;

import org.jspecify.annotations.Nullable;

/// What shipping costs. Asked by decisions, while rows are locked: it answers from memory, and what has to ask others does so before.
public interface ShippingRates {

    /// @param to       null: there is no address yet
    /// @param method   that the buyer has chosen, or null: the shop's first
    /// @param currency ISO 4217
    ShippingQuote quote(@Nullable Destination to, @Nullable String method, String currency);
}
