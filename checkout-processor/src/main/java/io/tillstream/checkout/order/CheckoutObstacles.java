package io.tillstream.checkout.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Refusal;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.Variants;
import io.tillstream.checkout.pricing.ShippingQuote;

/// What stands in the way of a checkout, all of it at once.
///
/// @param lines    that the stock does not suffice for, as an answer carries them
/// @param discount why the code cannot be used, or null
/// @param shipping why shipping or tax is not known, or null
record CheckoutObstacles(
        List<Map<String, Object>> lines,
        @Nullable Refusal discount,
        ShippingQuote.@Nullable Unknown shipping) {

    static CheckoutObstacles of(Cart cart, Summary summary, Facts facts) {
        return new CheckoutObstacles(missing(cart, facts.variants()), discount(cart, summary, facts),
                summary.unknown());
    }

    boolean none() {
        return lines.isEmpty() && discount == null && shipping == null;
    }

    /// The code is that of the first; the data names all.
    Outcome outcome() {
        var data = new LinkedHashMap<String, Object>();
        if (!lines.isEmpty()) {
            data.put("lines", lines);
        }
        if (discount != null) {
            data.put("discount_problem", discount.told());
        }
        if (shipping != null) {
            data.put("shipping_problem", shipping.code());
        }
        return first(data).because(discount == null ? null : discount.reason());
    }

    private Outcome first(Map<String, Object> data) {
        if (!lines.isEmpty()) {
            return Outcome.refused("out_of_stock", "the stock does not suffice for every line", data);
        }
        if (discount != null) {
            return Outcome.refused("discount_" + discount.told(), discount.detail(), data);
        }
        return shipping == null
                ? Outcome.accepted()
                : Outcome.refused(shipping.code(), shipping.detail(), data);
    }

    /// Once per person needs a person.
    private static @Nullable Refusal discount(Cart cart, Summary summary, Facts facts) {
        var code = cart.terms().discountCode();
        if (summary.refusal() != null || code == null) {
            return summary.refusal();
        }
        var discount = facts.discounts().find(code);
        return discount != null && discount.personal() && cart.buyer().unknown() ? Refusal.CONTACT_REQUIRED : null;
    }

    /// Demand is summed per variant first: two lines of one variant do not each get the whole stock.
    private static List<Map<String, Object>> missing(Cart cart, Variants variants) {
        var missing = new ArrayList<Map<String, Object>>();
        for (var line : cart.lines()) {
            int available = available(variants.find(line.sku()));
            if (cart.quantityOf(line.sku()) > available) {
                missing.add(Map.of("line_id", line.id(), "sku", line.sku(), "requested", cart.quantityOf(line.sku()),
                        "available", available));
            }
        }
        return missing;
    }

    private static int available(@Nullable Variant variant) {
        return variant == null || !variant.active() ? 0 : variant.stock();
    }
}
