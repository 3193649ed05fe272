package io.tillstream.checkout.cart;

import java.util.Map;

/// What the buyer keeps for later. It counts in no total.
///
/// @param id        as in the cart
/// @param unitPrice minor units, when it was kept
public record SavedLine(String id, String sku, String title, Map<String, String> options, int quantity,
        long unitPrice) {

    static SavedLine of(CartLine line) {
        return new SavedLine(line.id(), line.sku(), line.title(), line.options(), line.quantity(), line.unitPrice());
    }

    int textBytes() {
        return CartLine.textBytes(sku, title, options);
    }

    SavedLine withQuantity(int quantity) {
        return new SavedLine(id, sku, title, options, quantity, unitPrice);
    }
}
