package io.tillstream.checkout.pricing;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What is taxed, and how much. Asked by decisions, while rows are locked: it answers from memory, and what has to ask others does so before.
public interface TaxRates {

    /// Whether nothing is known before there is a destination.
    boolean needDestination();

    /// @param at of the purchase
    /// @return null: not taxed there
    @Nullable
    TaxRate rate(Destination to, String taxClass, Instant at);
}
