package io.tillstream.checkout.cart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.Price;

/// @param id      unique in the cart; derived, so that the same variant with the same options is the same line
/// @param title   of the product, when added
/// @param options such as an engraving
/// @param price   captured when added
public record CartLine(String id, String sku, String title, Map<String, String> options, int quantity, Price price) {

    /// At the price of the product.
    public CartLine(String id, String sku, String title, Map<String, String> options, int quantity, long unitPrice) {
        this(id, sku, title, options, quantity, Price.base(unitPrice));
    }

    public static String id(String sku, Map<String, String> options) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(sku.getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(options).forEach(
                    (name, value) -> sha.update(("\0" + name + "\0" + value).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// At the price of that time, and no unit yet.
    static CartLine of(Variant variant, Map<String, String> options, Instant at) {
        return new CartLine(id(variant.sku(), options), variant.sku(), variant.title(), options, 0,
                variant.priceAt(at));
    }

    int textBytes() {
        return textBytes(sku, title, options);
    }

    static int textBytes(String sku, String title, Map<String, String> options) {
        int bytes = bytes(sku) + bytes(title);
        for (var option : options.entrySet()) {
            bytes += bytes(option.getKey()) + bytes(option.getValue());
        }
        return bytes;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Minor units.
    public long unitPrice() {
        return price.amount();
    }

    CartLine withQuantity(int quantity) {
        return at(price, quantity);
    }

    CartLine at(Price captured, int quantity) {
        return new CartLine(id, sku, title, options, quantity, captured);
    }
}
