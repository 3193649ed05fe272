package io.tillstream.checkout.pricing;

import java.util.List;

/// What shipping and taxes cost, as one batch knows it.
public record PriceTables(ShippingRates shipping, TaxRates taxes) {

    /// Nothing costs anything.
    public static final PriceTables NONE = new PriceTables(new ShippingTable(List.of(), List.of()),
            new TaxTable(List.of()));
}
