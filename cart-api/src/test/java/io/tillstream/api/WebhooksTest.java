package io.tillstream.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.tillstream.api.json.Json;
import io.tillstream.api.publishing.Hashing;

/// Deliveries to a service with nothing behind it: whatever gets as far as being published is answered with 503, and nothing else is.
class WebhooksTest {

    private static final String OLD = "whsec_of_yesterday";
    private static final String NEW = "whsec_of_tomorrow";
    private static final int DELIVERIES = 5_000;

    private static ConfigurableApplicationContext api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(Map.of("tillstream.stripe.webhook-secrets", OLD + "," + NEW));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private record Delivery(byte[] body, String... signatures) {}

    @Test
    void nothingThatIsNotStripesIsPublished() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed of the deliveries: " + seed);
        var random = new Random(seed);
        for (int i = 0; i < DELIVERIES; i++) {
            var delivery = bad(random);
            var answer = send(delivery);
            assertThat(answer.statusCode()).as("delivery %d of seed %d, %s: %s", i, seed,
                    String.join(" and ", delivery.signatures), answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"webhook_signature_invalid\"");
        }
    }

    private static Delivery bad(Random random) {
        var body = event("payment_intent.canceled", "evt_" + random.nextInt());
        var good = signature(now(), body, random.nextBoolean() ? OLD : NEW);
        return switch (random.nextInt(9)) {
            case 0 -> new Delivery(flipped(body, random), good);
            case 1 -> new Delivery(body, new String(flipped(good.getBytes(ISO_8859_1), random), ISO_8859_1));
            case 2 -> new Delivery(body, signature(now() - 302 - random.nextInt(1_000_000), body, OLD));
            case 3 -> new Delivery(body, signature(now() + 310 + random.nextInt(1_000_000), body, NEW));
            case 4 -> new Delivery(body, signature(now(), body, "whsec_" + random.nextLong()));
            case 5 -> new Delivery(body);
            case 6 -> new Delivery(body, good, random.nextBoolean() ? good : "t=1,v1=00");
            case 7 -> new Delivery(truncated(body, random), good);
            default -> new Delivery(body, good.substring(0, random.nextInt(good.length())));
        };
    }

    /// Of one byte the lowest bits, so that a header stays one that can be sent.
    private static byte[] flipped(byte[] bytes, Random random) {
        var flipped = bytes.clone();
        int at = random.nextInt(flipped.length);
        flipped[at] = (byte) (flipped[at] ^ (flipped[at] == 'v' || flipped[at] == '=' ? 1 : 1 + random.nextInt(7)));
        return flipped;
    }

    private static byte[] truncated(byte[] body, Random random) {
        return Arrays.copyOf(body, random.nextInt(body.length));
    }

    /// 503: it was to be published, and there is no registry and no Kafka.
    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whatIsSignedWithEitherSecretIsPublished(String secret) throws IOException, InterruptedException {
        var body = event("payment_intent.canceled", "evt_1");
        var answer = send(new Delivery(body, signature(now(), body, secret)));
        is(answer, 503, "service_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).doesNotContain("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment_intent.requires_action", "payment_intent.processing",
            "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled", "refund.created",
            "refund.updated", "refund.failed", "charge.refund.updated"})
    void everyTypeThatTellsOfAPaymentIsPublished(String type) throws IOException, InterruptedException {
        is(signed(event(type, "evt_1")), 503, "service_unavailable");
    }

    @Test
    void aPaymentIntentThatIsNotNamedNeedsPostgresql() throws IOException, InterruptedException {
        var unnamed = new String(event("payment_intent.canceled", "evt_1"), UTF_8).replace("order_id", "other_id");
        is(signed(unnamed.getBytes(UTF_8)), 503, "service_unavailable");
    }

    @Test
    void whatNobodyWaitsForIsTakenAndForgotten() throws IOException, InterruptedException {
        var answer = signed(event("customer.created", "evt_1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ignored\"}");
    }

    @Test
    void whatIsSignedAndCannotBeReadIsRefused() throws IOException, InterruptedException {
        is(signed("{\"id\":".getBytes(UTF_8)), 400, "webhook_invalid");
        is(signed(new byte[0]), 400, "webhook_invalid");
        is(signed(new byte[]{(byte) 0xC0, 0, 1}), 400, "webhook_invalid");
        is(signed("[".repeat(100_000).getBytes(UTF_8)), 400, "webhook_invalid");
    }

    @Test
    void anEventOfTheOtherModeIsRefused() throws IOException, InterruptedException {
        var live = new String(event("payment_intent.canceled", "evt_1"), UTF_8).replace("\"livemode\":false",
                "\"livemode\":true");
        is(signed(live.getBytes(UTF_8)), 400, "livemode_mismatch");
    }

    @Test
    void aBodyThatIsTooLargeIsNotEvenChecked() throws IOException, InterruptedException {
        var large = new byte[256 * 1024 + 1];
        is(send(new Delivery(large)), 413, "webhook_too_large");
        is(signed(large), 413, "webhook_too_large");
        var largest = new byte[256 * 1024];
        is(send(new Delivery(largest)), 400, "webhook_signature_invalid");
    }

    /// Nothing of the body is believed before the signature, its type included.
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-www-form-urlencoded",
            "multipart/form-data"})
    void theTypeOfTheBodyDoesNotMatter(String type) throws IOException, InterruptedException {
        var body = event("customer.created", "evt_1");
        var answer = RunningApi.sendBytes(api, "/webhooks/stripe", body, "Content-Type", type, "Stripe-Signature",
                signature(now(), body, OLD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void withoutASecretNoWebhookIsTaken() throws IOException, InterruptedException {
        is(RunningApi.send("POST", "/webhooks/stripe", "{}"), 404, "webhooks_not_configured");
    }

    private static HttpResponse<String> signed(byte[] body) throws IOException, InterruptedException {
        return send(new Delivery(body, signature(now(), body, OLD)));
    }

    private static HttpResponse<String> send(Delivery delivery) throws IOException, InterruptedException {
        return RunningApi.sendBytes(api, "/webhooks/stripe", delivery.body, Stream.concat(Stream.of("Content-Type",
                "application/json"), Stream.of(delivery.signatures).flatMap(one -> Stream.of("Stripe-Signature", one)))
                .toArray(String[]::new));
    }

    private static void is(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.mapper().readTree(answer.body()).get("code").asString()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String signature(long at, byte[] body, String secret) {
        var start = (at + ".").getBytes(UTF_8);
        var signed = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, signed, start.length, body.length);
        return "t=" + at + ",v1=" + HexFormat.of().formatHex(Hashing.hmac(secret, signed));
    }

    private static byte[] event(String type, String id) {
        return """
                {"id":"%s","object":"event","type":"%s","livemode":false,"data":{"object":{"id":"pi_1","amount":2000,
                "amount_received":2000,"currency":"eur","status":"succeeded","client_secret":"pi_1_secret_1",
                "payment_intent":"pi_1","metadata":{"order_id":"0f0e0d0c-0b0a-8908-8706-050403020100",
                "cart_id":"f72422ef-bc19-8f62-9ef8-fc0800fae1c3"}}}}"""
                .formatted(id, type).getBytes(UTF_8);
    }
}
