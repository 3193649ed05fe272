package io.tillstream.systemtests;

import static io.tillstream.systemtests.Storefront.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentResult;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// What becomes of a webhook in Kafka.
class StripeWebhooksTest {

    private static final String SECRET = "whsec_of_the_system_tests";

    private static Shop shop;
    private static Storefront front;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
        front = new Storefront(shop, Map.of("tillstream.stripe.webhook-secrets", SECRET));
    }

    @AfterAll
    static void close() throws Exception {
        front.close();
        shop.close();
    }

    @Test
    void whatNamesItsOrderIsPublishedForItsCart() throws Exception {
        var order = UUID.randomUUID().toString();
        var cart = UUID.randomUUID().toString();
        var event = event();

        assertThat(deliver(front, event, "pi_" + event, "\"order_id\":\"%s\",\"cart_id\":\"%s\"".formatted(order, cart))
                .statusCode()).isEqualTo(200);

        assertThat(published(event)).containsExactly(
                new PaymentResult(order, cart, new PaymentProcessing("pi_" + event), event));
        assertThat(Reader.raw(Topics.PAYMENT_RESULTS.name())).anyMatch(record -> record.key().equals(cart)
                && record.headers().lastHeader("traceparent") != null);
    }

    @Test
    void whatNamesNoOrderIsFoundByItsPaymentIntent() throws Exception {
        var cart = shop.cartWith(shop.sells("shirt", 2_000, 1), 1);
        shop.checkout(cart, "pm_card_visa");
        Eventually.that("a confirmed order", () -> shop.statusOfOrderOn(cart).equals("CONFIRMED"));
        var order = shop.database.queryForMap("""
                select o.order_id::text, payment_intent_id from payment join orders o using (order_id)
                 where o.cart_id = ?::uuid""", cart);
        var event = event();

        assertThat(deliver(front, event, String.valueOf(order.get("payment_intent_id")), "").statusCode())
                .isEqualTo(200);

        assertThat(published(event)).singleElement().satisfies(result -> {
            assertThat(result.getCartId()).isEqualTo(cart);
            assertThat(result.getOrderId()).isEqualTo(order.get("order_id"));
        });
    }

    @Test
    void aPaymentIntentThatNobodyKnowsIsPublishedUnderAnIdOfItsOwn() throws Exception {
        var event = event();
        var unknown = UUID.nameUUIDFromBytes(("pi_" + event).getBytes(UTF_8)).toString();

        assertThat(deliver(front, event, "pi_" + event, "").statusCode()).isEqualTo(200);

        assertThat(published(event)).singleElement().satisfies(result -> {
            assertThat(result.getCartId()).isEqualTo(unknown);
            assertThat(result.getOrderId()).isEqualTo(unknown);
        });
    }

    @Test
    void nothingIsTakenThatKafkaHasNotTaken() throws Exception {
        try (var apart = new Storefront(shop, Map.of("tillstream.stripe.webhook-secrets", SECRET,
                "tillstream.kafka.bootstrap-servers", "127.0.0.1:1"))) {
            var answer = deliver(apart, event(), "pi_1",
                    "\"order_id\":\"%s\",\"cart_id\":\"%s\"".formatted(UUID.randomUUID(), UUID.randomUUID()));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).get("code").asString()).isEqualTo("unknown_outcome");
        }
    }

    private static String event() {
        return "evt_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static List<PaymentResult> published(String event) {
        try (var codec = new AvroCodec(Parts.registry())) {
            return Reader.read(Topics.PAYMENT_RESULTS, codec).stream()
                    .filter(result -> event.equals(result.getEventId())).toList();
        }
    }

    private static HttpResponse<String> deliver(Storefront to, String event, String intent, String metadata)
            throws IOException, InterruptedException {
        var body = """
                {"id":"%s","type":"payment_intent.processing","livemode":false,
                 "data":{"object":{"id":"%s","metadata":{%s}}}}""".formatted(event, intent, metadata);
        return to.send("POST", "/webhooks/stripe", body, "Stripe-Signature", StripeControl.signature(body, SECRET));
    }
}
