package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import com.google.gson.annotations.SerializedName;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every field of Stripe's own examples is there, of the same JSON type or null, and there is no field that Stripe's
/// library does not know.
class PublishedFixtureTest {

    private static final ObjectNode PUBLISHED = Json.template("published-fixtures.json");

    // what an object shows only of what applies to it: it is null, or has other members by its kind
    private static final Set<String> BY_KIND = Set.of("automatic_payment_methods", "last_payment_error", "next_action",
            "destination_details", "payment_method_details", "installments", "three_d_secure", "wallet");

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static List<String> differences(String path, JsonNode published, JsonNode ours) {
        var differences = new ArrayList<String>();
        for (var field : published.properties()) {
            var name = path + "." + field.getKey();
            var value = ours.get(field.getKey());
            if (value == null) {
                differences.add(name + " is missing");
            } else if (!value.isNull() && !field.getValue().isNull()) {
                if (value.getNodeType() != field.getValue().getNodeType()) {
                    differences.add("%s is %s, not %s".formatted(name, value.getNodeType(),
                            field.getValue().getNodeType()));
                } else if (value.isObject() && !BY_KIND.contains(field.getKey())) {
                    differences.addAll(differences(name, field.getValue(), value));
                }
            }
        }
        return differences;
    }

    private static void assertLikePublished(String kind, JsonNode ours, Class<?> model) {
        assertThat(differences(kind, PUBLISHED.get(kind), ours)).isEmpty();
        assertThat(ours.get("object").asString()).isEqualTo(kind);
        var known = Arrays.stream(model.getDeclaredFields()).map(field -> field.getAnnotation(SerializedName.class))
                .filter(name -> name != null).map(SerializedName::value).toList();
        assertThat(ours.propertyNames()).isSubsetOf(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_authenticationRequired", "pm_usBankAccount_success"})
    void paymentIntentsAndCharges(String method) throws StripeException {
        var created = simulator.intents().create(SimulatorFixture.euros(500).setCurrency("usd").build());
        assertLikePublished("payment_intent", json(simulator.get(INTENTS + "/" + created.getId())),
                PaymentIntent.class);

        var confirmed = simulator.intents().confirm(created.getId(), paying(method));

        assertLikePublished("payment_intent", json(simulator.get(INTENTS + "/" + created.getId())),
                PaymentIntent.class);
        if (confirmed.getLatestCharge() != null) {
            assertLikePublished("charge", json(simulator.get("/v1/charges/" + confirmed.getLatestCharge())),
                    Charge.class);
        }
    }

    @Test
    void chargesThatFailedWithTheirPaymentMethod() throws StripeException {
        var id = simulator.created(500).getId();
        var declined = catchThrowableOfType(CardException.class,
                () -> simulator.intents().confirm(id, paying("pm_card_visa_chargeDeclined")));

        assertLikePublished("charge", json(simulator.get("/v1/charges/" + declined.getCharge())), Charge.class);
        var intent = json(simulator.get(INTENTS + "/" + id));
        assertLikePublished("payment_intent", intent, PaymentIntent.class);
        assertThat(differences("payment_method", PUBLISHED.get("payment_method"),
                intent.get("last_payment_error").get("payment_method"))).isEmpty();
    }

    @Test
    void cardDetailsOfCharges() throws StripeException {
        var id = simulator.created(500).getId();
        simulator.intents().confirm(id, paying("pm_card_authenticationRequired"));
        simulator.authenticate(id, "success");
        var charge = json(simulator.get("/v1/charges/" + simulator.intents().retrieve(id).getLatestCharge()));

        var published = PUBLISHED.get("charge").get("payment_method_details").get("card");
        var card = charge.get("payment_method_details").get("card");

        assertThat(differences("card", published, card)).isEmpty();
        assertThat(differences("three_d_secure", published.get("three_d_secure"), card.get("three_d_secure")))
                .isEmpty();
    }

    @Test
    void refundsAndEvents() throws StripeException {
        var refund = simulator.v1().refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(simulator.paid(500).getId()).build());

        assertLikePublished("refund", json(simulator.get("/v1/refunds/" + refund.getId())), Refund.class);
        var events = json(simulator.get("/v1/events")).get("data");
        assertThat(events).hasSize(5);
        for (var event : events) {
            assertLikePublished("event", event, Event.class);
        }
    }

    @Test
    void webhookEndpoints() {
        var endpoint = simulator.post("/v1/webhook_endpoints", "url", "http://127.0.0.1:1/", "enabled_events[]", "*",
                "description", "mine", "metadata[a]", "1");

        assertLikePublished("webhook_endpoint", json(endpoint), com.stripe.model.WebhookEndpoint.class);
    }
}
