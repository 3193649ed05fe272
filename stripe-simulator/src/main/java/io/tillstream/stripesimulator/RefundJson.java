package io.tillstream.stripesimulator;

import tools.jackson.databind.node.ObjectNode;

/// A refund as Stripe writes it.
final class RefundJson {

    private static final ObjectNode TEMPLATE = Json.template("refund.json");

    private RefundJson() {}

    static ObjectNode of(Refund refund) {
        var json = TEMPLATE.deepCopy();
        var of = refund.of();
        var wish = refund.wish();
        json.put("id", refund.id()).put("created", refund.created()).put("amount", wish.amount());
        json.put("currency", wish.currency()).put("reason", wish.reason()).put("status", refund.state().json());
        json.put("charge", of.charge()).put("payment_intent", of.intent()).put("payment_method", of.method().id());
        json.set("metadata", Json.MAPPER.valueToTree(wish.metadata()));
        var type = of.method().testMethod().type();
        var details = json.putObject("destination_details");
        var destination = details.putObject(type);
        if (type.equals(TestMethod.CARD)) {
            destination.put("reference_status", "pending").put("reference_type", "acquirer_reference_number")
                    .put("type", "refund");
        }
        details.put("type", type);
        if (refund.progress().failure() != null) {
            json.put("failure_reason", refund.progress().failure());
        }
        return json;
    }
}
