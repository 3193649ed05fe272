package io.tillstream.api.checkout;

import java.util.LinkedHashMap;
import java.util.Map;

/// An order as a JSON object, status first and totals side by side.
final class OrderBody {

    private OrderBody() {}

    static Map<String, Object> of(OrderView order) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", order.status());
        body.put("order_id", order.orderId());
        if (order.number() != null) {
            body.put("number", order.number());
        }
        body.put("cart_id", order.cartId());
        body.put("version", order.version());
        if (order.reason() != null) {
            body.put("reason", order.reason());
        }
        body.put("currency", order.currency());
        body.put("subtotal", order.totals().subtotal());
        body.put("discount", order.totals().discount());
        body.put("shipping", order.totals().shipping());
        body.put("tax", order.totals().tax());
        body.put("tax_included", order.totals().taxIncluded());
        body.put("total", order.totals().total());
        if (order.discountCode() != null) {
            body.put("discount_code", order.discountCode());
        }
        body.put("lines", order.lines());
        var payment = order.payment();
        if (payment != null) {
            body.put("payment", payment.body());
            body.put("refunded", payment.refunded());
            body.put("refunds", payment.refundBodies());
            if (payment.holdEndsAt() != null) {
                body.put("hold_ends_at", payment.holdEndsAt().toString());
            }
        }
        body.put("placed_at", order.placedAt().toString());
        return body;
    }
}
