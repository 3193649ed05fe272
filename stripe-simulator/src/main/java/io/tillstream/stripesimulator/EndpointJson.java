package io.tillstream.stripesimulator;

import tools.jackson.databind.node.ObjectNode;

/// A webhook endpoint as Stripe writes it.
final class EndpointJson {

    private EndpointJson() {}

    static ObjectNode of(WebhookEndpoint endpoint) {
        var json = Json.MAPPER.createObjectNode();
        var wish = endpoint.wish();
        json.put("id", endpoint.id()).put("object", "webhook_endpoint").put("api_version", wish.version());
        json.putNull("application").put("created", endpoint.created()).put("description", wish.description());
        json.set("enabled_events", Json.MAPPER.valueToTree(wish.events()));
        json.put("livemode", false).set("metadata", Json.MAPPER.valueToTree(wish.metadata()));
        return json.put("status", "enabled").put("url", wish.url().toString());
    }

    /// Only who creates it sees the secret.
    static ObjectNode withSecret(WebhookEndpoint endpoint) {
        return of(endpoint).put("secret", endpoint.newestSecret());
    }

    static ObjectNode deleted(WebhookEndpoint endpoint) {
        return Json.MAPPER.createObjectNode().put("id", endpoint.id()).put("object", "webhook_endpoint")
                .put("deleted", true);
    }
}
