package io.tillstream.api.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
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

    public Product {
        image = address(image);
    }

    /// @param price           minor units, of now
    /// @param priceOrigin     base, override or promotion
    /// @param regularPrice    without any promotion
    /// @param lowestPrice     of 30 days, before the promotion if there is one; null: not known
    /// @param promotionEndsAt first moment after the promotion that the price comes from; null: it comes from none
    /// @param stock           units that could be ordered a moment ago
    public record Variant(
            String sku,
            Map<String, Object> attributes,
            long price,
            String priceOrigin,
            long regularPrice,
            @JsonInclude(Include.NON_NULL) @Nullable Long lowestPrice,
            @JsonInclude(Include.NON_NULL) @Nullable Instant promotionEndsAt,
            @Nullable String image,
            int stock) {

        public Variant {
            image = address(image);
        }
    }

    /// One page of products, in order of their ids.
    ///
    /// @param next `after` of the next page, null on the last
    public record Page(List<Product> products, @Nullable String next) {}

    /// @param image as the catalogue has it: an address, or the name of a file that this service brings
    private static @Nullable String address(@Nullable String image) {
        return image == null || image.contains("/") ? image : "/images/" + image;
    }
}
