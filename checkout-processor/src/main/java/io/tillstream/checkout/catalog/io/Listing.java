package io.tillstream.checkout.catalog.io;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.pricing.Tariff;

/// A variant as a catalogue shows it.
///
/// @param version of the product
/// @param image   own one or that of the product, or null
/// @param active  whether variant and product are sold
record Listing(String sku, long version, String productId, String title, Map<String, String> attributes,
        @Nullable String image, boolean active, String taxClass, String currency, Tariff tariff) {

    Listing with(Tariff after) {
        return new Listing(sku, version, productId, title, attributes, image, active, taxClass, currency, after);
    }
}
