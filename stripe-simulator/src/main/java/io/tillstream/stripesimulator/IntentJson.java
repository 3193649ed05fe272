package io.tillstream.stripesimulator;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.stripesimulator.PaymentIntent.Progress;

/// A PaymentIntent as Stripe writes it.
final class IntentJson {

    private static final ObjectNode TEMPLATE = Json.template("payment_intent.json");

    private static final List<String> FOR_BUYERS = List.of("id", "object", "amount", "amount_details",
            "automatic_payment_methods", "canceled_at", "cancellation_reason", "capture_method", "client_secret",
            "confirmation_method", "created", "currency", "description", "last_payment_error", "livemode",
            "next_action", "payment_method", "payment_method_configuration_details", "payment_method_types",
            "processing", "receipt_email", "setup_future_usage", "shipping", "source", "status");

    private IntentJson() {}

    static ObjectNode of(PaymentIntent intent) {
        var json = TEMPLATE.deepCopy();
        json.put("id", intent.id());
        json.put("client_secret", intent.clientSecret());
        json.put("created", intent.created());
        json.put("amount_received", intent.progress().received());
        json.put("amount_capturable", intent.capturable());
        putTerms(json, intent.terms());
        putProgress(json, intent);
        return json;
    }

    private static void putTerms(ObjectNode json, Terms terms) {
        json.put("amount", terms.amount());
        json.put("currency", terms.currency());
        json.set("metadata", Json.MAPPER.valueToTree(terms.metadata()));
        json.set("payment_method_types", Json.MAPPER.valueToTree(terms.paymentMethodTypes()));
        if (terms.allowRedirects() != null) {
            json.putObject("automatic_payment_methods").put("allow_redirects", terms.allowRedirects()).put("enabled",
                    true);
        }
        terms.details().forEach((name, value) -> json.set(name, Json.MAPPER.<JsonNode>valueToTree(value)));
    }

    private static void putProgress(ObjectNode json, PaymentIntent intent) {
        var progress = intent.progress();
        json.put("status", progress.status().json());
        json.put("latest_charge", progress.latestCharge());
        json.put("payment_method", progress.paymentMethod() == null ? null : progress.paymentMethod().id());
        json.set("next_action", nextAction(intent));
        if (progress.lastError() != null) {
            json.set("last_payment_error", ErrorJson.of(progress.lastError(), intent.created()));
        }
        putCancellation(json, progress);
    }

    private static void putCancellation(ObjectNode json, Progress progress) {
        var cancellation = progress.cancellation();
        if (cancellation != null) {
            json.put("canceled_at", cancellation.at());
            json.put("cancellation_reason", cancellation.reason());
        }
    }

    private static JsonNode nextAction(PaymentIntent intent) {
        var action = intent.progress().action();
        return action == null || intent.status() != Status.REQUIRES_ACTION
                ? NullNode.getInstance()
                : nextAction(action.returnUrl(), action.url());
    }

    private static ObjectNode nextAction(@Nullable String returnUrl, String url) {
        var action = Json.MAPPER.createObjectNode();
        if (returnUrl == null) {
            action.put("type", "use_stripe_sdk").putObject("use_stripe_sdk").put("type", "three_d_secure_redirect")
                    .put("stripe_js", url);
        } else {
            action.put("type", "redirect_to_url").putObject("redirect_to_url").put("return_url", returnUrl).put("url",
                    url);
        }
        return action;
    }

    /// What a buyer may see of it.
    static ObjectNode forBuyers(PaymentIntent intent) {
        return of(intent).retain(FOR_BUYERS);
    }
}
