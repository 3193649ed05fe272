package io.tillstream.checkout.order;

import java.util.Map;

/// @param id        as in the cart
/// @param unitPrice minor units, before the discount
/// @param discount  minor units, of the whole line
public record OrderLine(String id, String sku, String title, Map<String, String> options, int quantity,
        long unitPrice, long discount) {

    /// As many units of it.
    public OrderLine of(int units) {
        return new OrderLine(id, sku, title, options, units, unitPrice, discount);
    }
}
