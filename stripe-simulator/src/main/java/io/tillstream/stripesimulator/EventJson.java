package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An event as Stripe writes it.
final class EventJson {

    private EventJson() {}

    /// @param pending how many endpoints have not taken it yet
    /// @param version of the API that the reader speaks; null is the account's
    static ObjectNode of(Event event, long pending, @Nullable String version) {
        var json = Json.MAPPER.createObjectNode();
        json.put("id", event.id()).put("object", "event");
        json.put("api_version", version == null ? Api.VERSION : version).put("created", event.created());
        var data = json.putObject("data");
        data.set("object", subject(event.happening().subject()));
        if (!event.happening().previous().isEmpty()) {
            data.set("previous_attributes", Json.MAPPER.valueToTree(event.happening().previous()));
        }
        json.put("livemode", false).put("pending_webhooks", pending);
        json.putObject("request").put("id", event.cause().requestId()).put("idempotency_key", event.cause().key());
        return json.put("type", event.type());
    }

    private static ObjectNode subject(Subject subject) {
        return switch (subject) {
            case PaymentIntent intent -> IntentJson.of(intent);
            case Charge charge -> ChargeJson.of(charge);
            case Refund refund -> RefundJson.of(refund);
        };
    }
}
