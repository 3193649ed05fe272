package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An error as Stripe writes it.
final class ErrorJson {

    private ErrorJson() {}

    /// @param created of the payment method in it, seconds since the epoch
    static ObjectNode of(ApiError error, long created) {
        var json = Json.MAPPER.createObjectNode();
        var refusal = error.decision();
        if (refusal != null) {
            putIfPresent(json, "charge", refusal.charge());
        }
        if (error.code() != null) {
            json.put("code", error.code());
            putIfPresent(json, "decline_code", refusal == null ? null : refusal.declineCode());
            json.put("doc_url", "https://stripe.com/docs/error-codes/" + error.code().replace('_', '-'));
        }
        json.put("message", error.message());
        putIfPresent(json, "param", error.param());
        if (refusal != null) {
            json.set("payment_method", MethodJson.of(refusal.method(), created));
        }
        return json.put("type", error.type());
    }

    /// The whole body of an answer.
    ///
    /// @param intent that the error is about; null when about none
    /// @param requestId and `at`, in milliseconds since the epoch, of the request that failed
    static ObjectNode body(ApiError error, @Nullable ObjectNode intent, String requestId, long at) {
        var body = Json.MAPPER.createObjectNode();
        var json = of(error, at / 1000);
        if (intent != null) {
            json.set("payment_intent", intent);
        }
        json.put("request_log_url", "https://dashboard.stripe.com/test/logs/%s?t=%d".formatted(requestId, at / 1000));
        body.set("error", json);
        return body;
    }

    private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
