package io.tillstream.api.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/// What is not as it was when the buyer added a line.
///
/// @param change    `price_increased`, `price_decreased`, `short_of_stock` or `not_sold`
/// @param oldPrice  minor units, captured
/// @param newPrice  minor units, of now
/// @param requested units of the variant in the whole cart
/// @param available units of the variant
@JsonInclude(Include.NON_NULL)
public record CartChange(
        String change,
        String lineId,
        String sku,
        String title,
        @Nullable Long oldPrice,
        @Nullable Long newPrice,
        @Nullable Long requested,
        @Nullable Long available) {

    private static final Set<String> OPEN = Set.of("ACTIVE", "ABANDONED");

    /// @param offers by SKU; a variant that is not there is not sold
    /// @return in the order of the lines; nothing of a cart that is closed
    public static List<CartChange> of(CartView cart, Map<String, Offer> offers) {
        if (!OPEN.contains(cart.status())) {
            return List.of();
        }
        var demand = cart.lines().stream().collect(Collectors.groupingBy(CartView.Line::sku,
                Collectors.summingLong(CartView.Line::quantity)));
        var changes = new ArrayList<CartChange>();
        for (var line : cart.lines()) {
            var offer = offers.getOrDefault(line.sku(), Offer.NONE);
            if (offer.sold()) {
                compare(line, offer, demand.getOrDefault(line.sku(), 0L), changes);
            } else {
                changes.add(
                        new CartChange("not_sold", line.lineId(), line.sku(), line.title(), null, null, null, null));
            }
        }
        return changes;
    }

    private static void compare(CartView.Line line, Offer offer, long demand, List<CartChange> changes) {
        if (offer.price() != line.unitPrice()) {
            var change = offer.price() > line.unitPrice() ? "price_increased" : "price_decreased";
            changes.add(new CartChange(change, line.lineId(), line.sku(), line.title(), line.unitPrice(), offer.price(),
                    null, null));
        }
        if (demand > offer.stock()) {
            changes.add(new CartChange("short_of_stock", line.lineId(), line.sku(), line.title(), null, null, demand,
                    offer.stock()));
        }
    }
}
