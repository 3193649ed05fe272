package io.tillstream.checkout.cart.io;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.shop.io.Json;

/// What a cart's last event told of its costs, kept beside the cart: whoever reads the cart from PostgreSQL shows what the readers of the event show.
final class ToldSummary {

    private ToldSummary() {}

    /// @param changed null: nothing was told
    static @Nullable String json(Event.@Nullable CartChanged changed) {
        var summary = changed == null ? null : changed.summary();
        return changed == null || summary == null ? null : Json.write(columns(changed.after(), summary));
    }

    /// Nulls are left out, and so are lines without discount.
    private static Map<String, Object> columns(Cart cart, Summary summary) {
        var totals = summary.totals();
        var unknown = summary.unknown();
        var address = cart.terms().address();
        var told = new HashMap<String, @Nullable Object>();
        told.put("subtotal", totals.subtotal());
        told.put("discount", totals.discount());
        told.put("shipping", unknown == null ? totals.shipping() : null);
        told.put("tax", unknown == null ? totals.tax() : null);
        told.put("tax_included", totals.taxIncluded());
        told.put("total", totals.total());
        told.put("discount_code", cart.terms().discountCode());
        told.put("discount_problem", summary.refusal() == null ? null : summary.refusal().told());
        told.put("shipping_method", summary.method());
        told.put("shipping_problem", unknown == null ? null : unknown.code());
        told.put("ship_country", address == null ? null : address.country());
        told.put("ship_region", address == null ? null : address.region());
        told.put("line_discounts", discounts(cart, summary));
        var known = new HashMap<String, Object>();
        told.forEach((key, value) -> {
            if (value != null) {
                known.put(key, value);
            }
        });
        return known;
    }

    private static Map<String, Long> discounts(Cart cart, Summary summary) {
        var discounts = new HashMap<String, Long>();
        for (int i = 0; i < cart.lines().size(); i++) {
            if (summary.discounts().get(i) > 0) {
                discounts.put(cart.lines().get(i).id(), summary.discounts().get(i));
            }
        }
        return discounts;
    }
}
