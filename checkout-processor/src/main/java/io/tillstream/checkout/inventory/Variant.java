package io.tillstream.checkout.inventory;

import java.time.Instant;

import io.tillstream.checkout.pricing.Price;
import io.tillstream.checkout.pricing.Tariff;

/// One thing that can be bought, as it stands in a batch.
///
/// @param title    of the product
/// @param currency ISO 4217
/// @param active   whether variant and product are sold
/// @param stock    units that can be sold now
/// @param version  of the stock, for readers of its events
/// @param taxClass of the product, such as `standard`
public record Variant(String sku, String title, String currency, Tariff tariff, boolean active, int stock, long version,
        String productId, String taxClass) {

    /// Without promotions.
    ///
    /// @param price minor units
    public Variant(String sku, String title, String currency, long price, boolean active, int stock, long version,
            String productId, String taxClass) {
        this(sku, title, currency, Tariff.of(price), active, stock, version, productId, taxClass);
    }

    public Price priceAt(Instant at) {
        return tariff.at(at);
    }

    /// @param change units; negative when they are held for an order
    public Variant changeStock(int change) {
        return new Variant(sku, title, currency, tariff, active, Math.addExact(stock, change), version + 1, productId,
                taxClass);
    }

    public Variant with(Tariff after) {
        return new Variant(sku, title, currency, after, active, stock, version, productId, taxClass);
    }
}
