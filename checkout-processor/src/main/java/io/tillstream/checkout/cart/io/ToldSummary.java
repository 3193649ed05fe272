package io.tillstream.checkout.cart.io;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.shop.io.Json;

/// What a cart's event tells that it costs, as its row keeps it: whoever reads the row tells the same as whoever reads the event.
final class ToldSummary {

    private ToldSummary() {}

    /// @param summary that the event of this version tells
    static String json(Cart cart, Summary summary) {
        var totals = summary.totals();
        var unknown = summary.unknown();
        var refusal = summary.refusal();
        var address = cart.terms().address();
        var told = new LinkedHashMap<String, Object>();
        told.put("subtotal", totals.subtotal());
        told.put("discount", totals.discount());
        told.put("tax_included", totals.taxIncluded());
        told.put("total", totals.total());
        put(told, "shipping", unknown == null ? totals.shipping() : null);
        put(told, "tax", unknown == null ? totals.tax() : null);
        put(told, "discount_code", cart.terms().discountCode());
        put(told, "discount_problem", refusal == null ? null : refusal.told());
        put(told, "shipping_method", summary.method());
        put(told, "shipping_problem", unknown == null ? null : unknown.code());
        put(told, "ship_country", address == null ? null : address.country());
        put(told, "ship_region", address == null ? null : address.region());
        put(told, "line_discounts", lines(cart, summary));
        return Json.write(told);
    }

    private static @Nullable Map<String, Long> lines(Cart cart, Summary summary) {
        var discounts = new LinkedHashMap<String, Long>();
        for (int i = 0; i < cart.lines().size(); i++) {
            if (summary.discounts().get(i) != 0) {
                discounts.put(cart.lines().get(i).id(), summary.discounts().get(i));
            }
        }
        return discounts.isEmpty() ? null : discounts;
    }

    private static void put(Map<String, Object> told, String name, @Nullable Object value) {
        if (value != null) {
            told.put(name, value);
        }
    }
}
