package io.tillstream.api.view;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.json.Json;
import io.tillstream.event.CartEvent;

/// A cart as a storefront shows it. Holds no address of the buyer.
///
/// @param version  goes up with every change
/// @param subtotal minor units
/// @param orderId  of a checked out cart
public record CartView(
        UUID cartId,
        long version,
        String status,
        String currency,
        List<Line> lines,
        long subtotal,
        @Nullable String orderId) {

    /// @param unitPrice minor units
    public record Line(
            String lineId,
            String sku,
            String title,
            Map<String, String> options,
            int quantity,
            long unitPrice) {}

    /// What a reader gets: the version stands outside the text, so that nobody parses it only to compare.
    public record Document(long version, String json) {}

    public static CartView of(CartEvent event) {
        var lines = event.getLines().stream().map(line -> new Line(line.getLineId(), line.getSku(), line.getTitle(),
                line.getOptions(), line.getQuantity(), line.getUnitPrice())).toList();
        return new CartView(UUID.fromString(event.getCartId()), event.getVersion(), event.getStatus(),
                event.getCurrency(), lines, event.getSubtotal(), event.getOrderId());
    }

    public Document document() {
        return new Document(version, Json.canonical(this));
    }
}
