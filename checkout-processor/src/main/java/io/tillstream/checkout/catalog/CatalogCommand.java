package io.tillstream.checkout.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Offer;

/// What a catalogue asks for one product or one discount.
///
/// @param commandId the same for every retry
/// @param key       product id, or the code of a discount as it was written
/// @param bodyHash  of what was asked; a retry has the same
public record CatalogCommand(UUID commandId, String key, String bodyHash, Ask ask) {

    public sealed interface Ask {}

    /// Creates or replaces a product. Variants that are not named are kept and no longer sold.
    ///
    /// @param price minor units, for variants without an own one
    /// @param image path or address, or null
    public record UpsertProduct(
            String title,
            String description,
            String currency,
            long price,
            @Nullable String image,
            boolean active,
            List<NamedVariant> variants) implements Ask {}

    /// How a product is taxed; `standard` until then.
    public record SetTaxClass(String taxClass) implements Ask {}

    /// @param price minor units, or null: that of the product
    public record NamedVariant(String sku, Map<String, String> attributes, @Nullable Long price,
            @Nullable String image) {}

    /// Creates or replaces a discount; its uses are kept.
    ///
    /// @param offer null: its kind has not what it needs
    public record UpsertDiscount(@Nullable Offer offer, Limits limits) implements Ask {}

    public record DeactivateDiscount() implements Ask {}

    /// @param quantity units received
    public record ReceiveStock(String sku, int quantity, String reason) implements Ask {}
}
