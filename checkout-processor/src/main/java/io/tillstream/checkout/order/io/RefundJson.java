package io.tillstream.checkout.order.io;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import io.tillstream.checkout.payment.Refund;
import io.tillstream.checkout.shop.io.Json;

/// The refunds of a payment, as the column of that name has them.
final class RefundJson {

    private RefundJson() {}

    static String write(List<Refund> refunds) {
        return refunds.isEmpty() ? "[]" : Json.write(refunds.stream().map(RefundJson::object).toList());
    }

    private static Map<String, Object> object(Refund refund) {
        var object = new LinkedHashMap<String, Object>();
        object.put("id", refund.id().toString());
        object.put("intent", refund.intentId());
        object.put("amount", refund.amount());
        object.put("status", refund.status().name().toLowerCase(Locale.ROOT));
        object.put("reason", refund.reason());
        object.put("restock", refund.restock());
        if (refund.stripeId() != null) {
            object.put("stripe_id", refund.stripeId());
        }
        object.put("attempt", refund.attempt());
        object.put("failed", refund.failed());
        return object;
    }

    static List<Refund> read(String json) {
        return "[]".equals(json) ? List.of() : Json.tree(json).valueStream().map(RefundJson::refund).toList();
    }

    private static Refund refund(JsonNode from) {
        var restock = new HashMap<String, Integer>();
        from.get("restock").forEachEntry((line, units) -> restock.put(line, units.asInt()));
        return new Refund(UUID.fromString(from.get("id").asString()), from.get("intent").asString(),
                from.get("amount").asLong(),
                Refund.Status.valueOf(from.get("status").asString().toUpperCase(Locale.ROOT)),
                from.get("reason").asString(), Map.copyOf(restock),
                from.has("stripe_id") ? from.get("stripe_id").asString() : null, from.get("attempt").asInt(),
                from.get("failed").valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()));
    }
}
