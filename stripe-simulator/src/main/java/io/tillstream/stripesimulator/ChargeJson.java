package io.tillstream.stripesimulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.stripesimulator.Charge.Stage;

/// A charge as Stripe writes it.
final class ChargeJson {

    private static final ObjectNode TEMPLATE = Json.template("charge.json");

    private static final ObjectNode AUTHENTICATED = Json.MAPPER.createObjectNode()
            .put("authentication_flow", "challenge").put("electronic_commerce_indicator", "05")
            .putNull("exemption_indicator").put("result", "authenticated").putNull("result_reason")
            .putNull("transaction_id").put("version", "2.2.0");

    private ChargeJson() {}

    static ObjectNode of(Charge charge) {
        var json = TEMPLATE.deepCopy();
        var terms = charge.terms();
        json.put("id", charge.id()).put("payment_intent", charge.intent()).put("payment_method", charge.method().id());
        json.put("created", charge.created()).put("amount", terms.amount()).put("currency", terms.currency());
        json.set("metadata", Json.MAPPER.valueToTree(terms.metadata()));
        terms.details().forEach((name, value) -> {
            if (json.has(name)) {
                json.set(name, Json.MAPPER.<JsonNode>valueToTree(value));
            }
        });
        json.set("payment_method_details", details(charge));
        putResult(json, charge);
        return json;
    }

    private static ObjectNode details(Charge charge) {
        var test = charge.method().testMethod();
        var details = Json.MAPPER.createObjectNode();
        if (test.isCard()) {
            details.set(TestMethod.CARD, card(charge, test));
        } else {
            details.set(test.type(), MethodJson.bank(test));
        }
        return details.put("type", test.type());
    }

    private static ObjectNode card(Charge charge, TestMethod test) {
        var json = ((ObjectNode) TEMPLATE.get("payment_method_details").get(TestMethod.CARD)).deepCopy();
        long amount = charge.terms().amount();
        json.put("brand", test.face().brand()).put("network", test.face().brand());
        json.put("country", test.face().country()).put("funding", test.funding()).put("last4", test.face().last4());
        json.put("amount_authorized", amount);
        ((ObjectNode) json.get("overcapture")).put("maximum_amount_capturable", amount);
        if (charge.stage() == Stage.AUTHORIZED) {
            json.put("capture_before", charge.result().dueAt());
        }
        if (charge.authenticated()) {
            json.set("three_d_secure", AUTHENTICATED.deepCopy());
        }
        return json;
    }

    private static void putResult(ObjectNode json, Charge charge) {
        var decline = charge.result().decline();
        json.put("status", switch (charge.stage()) {
            case PENDING -> "pending";
            case AUTHORIZED, CAPTURED, RELEASED, EXPIRED -> "succeeded";
            case FAILED -> "failed";
        });
        json.put("paid", charge.stage() != Stage.PENDING && charge.stage() != Stage.FAILED);
        json.put("captured", charge.stage() == Stage.CAPTURED || charge.stage() == Stage.PENDING);
        putAmounts(json, charge);
        if (decline != null) {
            putDecline(json, decline);
        }
    }

    // what was reserved and not captured counts as refunded at Stripe
    private static void putAmounts(ObjectNode json, Charge charge) {
        var result = charge.result();
        long amount = charge.terms().amount();
        long refunded = switch (charge.stage()) {
            case CAPTURED -> amount - result.captured() + result.refunded();
            case RELEASED, EXPIRED -> amount;
            case PENDING, AUTHORIZED, FAILED -> 0;
        };
        json.put("amount_captured", charge.stage() == Stage.PENDING ? amount : result.captured());
        json.put("amount_refunded", refunded).put("refunded", refunded == amount);
    }

    private static void putDecline(ObjectNode json, Decline decline) {
        json.put("failure_code", decline.code()).put("failure_message", decline.message());
        ((ObjectNode) json.get("outcome")).put("network_status", "declined_by_network")
                .put("reason", decline.declineCode() == null ? decline.code() : decline.declineCode())
                .put("type", "issuer_declined")
                .put("seller_message", "The bank did not return any further details with this decline.");
    }
}
