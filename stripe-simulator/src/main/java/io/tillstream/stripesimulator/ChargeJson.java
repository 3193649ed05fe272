package io.tillstream.stripesimulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A charge as Stripe writes it.
final class ChargeJson {

    private static final ObjectNode TEMPLATE = Json.template("charge.json");

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
        putCard((ObjectNode) json.get("payment_method_details").get("card"), charge);
        return putResult(json, charge);
    }

    private static void putCard(ObjectNode json, Charge charge) {
        var card = charge.method().testCard();
        long amount = charge.terms().amount();
        json.put("brand", card.brand()).put("network", card.brand()).put("country", card.country());
        json.put("funding", card.funding()).put("last4", card.last4()).put("amount_authorized", amount);
        ((ObjectNode) json.get("overcapture")).put("maximum_amount_capturable", amount);
        if (charge.authenticated()) {
            json.putObject("three_d_secure").put("authentication_flow", "challenge").put("result", "authenticated")
                    .putNull("result_reason").put("version", "2.2.0");
        }
    }

    private static ObjectNode putResult(ObjectNode json, Charge charge) {
        var decline = charge.decline();
        json.put("status", decline == null ? "succeeded" : "failed");
        json.put("paid", decline == null).put("captured", decline == null);
        json.put("amount_captured", decline == null ? charge.terms().amount() : 0);
        if (decline != null) {
            json.put("failure_code", decline.code()).put("failure_message", decline.message());
            ((ObjectNode) json.get("outcome")).put("network_status", "declined_by_network")
                    .put("reason", decline.declineCode()).put("type", "issuer_declined")
                    .put("seller_message", "The bank did not return any further details with this decline.");
        }
        return json;
    }
}
