package io.tillstream.checkout.order;

import java.util.Map;

/// @param id        as in the cart
/// @param unitPrice minor units charged
public record OrderLine(String id, String sku, String title, Map<String, String> options, int quantity,
        long unitPrice) {}
