package io.tillstream.checkout.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Promotion;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.TaxTable;

/// What a catalogue asks for one product, one discount, one shipping zone, or the taxes of one country.
///
/// @param commandId the same for every retry
/// @param key       product id, normalised code of a discount, id of a zone, or country of taxes
/// @param bodyHash  of what was asked; a retry has the same
public record CatalogCommand(UUID commandId, String key, String bodyHash, Ask ask) {

    public sealed interface Ask {}

    public sealed interface ProductAsk extends Ask {}

    public sealed interface DiscountAsk extends Ask {}

    public sealed interface TableAsk extends Ask {}

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
            List<NamedVariant> variants) implements ProductAsk {}

    /// How a product is taxed; `standard` until then.
    public record SetTaxClass(String taxClass) implements ProductAsk {}

    /// @param price minor units, or null: that of the product
    public record NamedVariant(String sku, Map<String, String> attributes, @Nullable Long price,
            @Nullable String image) {}

    /// Sells variants at another price for a time; replaces the promotion of the same id.
    public record SetPromotion(Promotion promotion, List<String> skus) implements ProductAsk {}

    /// Ends a promotion now, or forgets one that has not begun.
    public record CancelPromotion(String promotionId) implements ProductAsk {}

    /// @param quantity units received
    public record ReceiveStock(String sku, int quantity, String reason) implements ProductAsk {}

    /// @param change units that there are more or fewer of than was thought
    public record CorrectStock(String sku, int change, String reason) implements ProductAsk {}

    /// Creates or replaces a discount; its uses are kept.
    ///
    /// @param offer null: its kind has not what it needs
    public record UpsertDiscount(@Nullable Offer offer, Limits limits) implements DiscountAsk {}

    public record DeactivateDiscount() implements DiscountAsk {}

    /// Creates or replaces a zone.
    ///
    /// @param taxClass that shipping is taxed as
    /// @param methods  the first of a currency is the zone's own choice
    public record SetShippingZone(String taxClass, List<Area> areas, List<Method> methods) implements TableAsk {}

    /// Nothing is shipped there any more, unless another zone contains it.
    public record RemoveShippingZone() implements TableAsk {}

    /// Replaces all rates of a country.
    public record SetTaxRates(List<TaxTable.Row> rates) implements TableAsk {}
}
