package io.tillstream.api.catalogue;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A product as a storefront shows it, with the variants that can be bought.
///
/// @param price minor units, of a variant without a price of its own
/// @param image address, null if there is none
public record Product(
        String productId,
        String title,
        String description,
        String currency,
        long price,
        @Nullable String image,
        List<Variant> variants) {

    /// @param price minor units
    /// @param stock units that could be ordered a moment ago
    public record Variant(
            String sku,
            Map<String, Object> attributes,
            long price,
            @Nullable String image,
            int stock) {}

    /// One page of products, in order of their ids.
    ///
    /// @param next `after` of the next page, null on the last
    public record Page(List<Product> products, @Nullable String next) {}

    /// @param image as the catalogue has it: an address, or the name of a file that this service brings
    public static @Nullable String address(@Nullable String image) {
        return image == null || image.contains("/") ? image : "/images/" + image;
    }
}
