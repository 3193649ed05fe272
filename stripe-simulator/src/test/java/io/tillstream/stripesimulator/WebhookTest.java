package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.stripesimulator.Receiver.Received;

class WebhookTest {

    private final Receiver receiver = new Receiver();
    private SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
        receiver.close();
    }

    private WebhookEndpoint listening(EnabledEvent... events) throws StripeException {
        var params = WebhookEndpointCreateParams.builder().setUrl(receiver.uri().toString());
        List.of(events).forEach(params::addEnabledEvent);
        return simulator.v1().webhookEndpoints().create(params.build());
    }

    private void plan(String json) {
        simulator.control("POST", "/webhook_plan", json);
    }

    private void awaitQuiet() {
        Awaitility.await().until(() -> {
            var tally = simulator.control("GET", "/deliveries", "");
            return tally.get("pending").asInt() == 0 && tally.get("sending").asInt() == 0;
        });
    }

    @Test
    void tellsOfAPaymentInOrderAndSigned() throws StripeException {
        var endpoint = listening(EnabledEvent.ALL);
        var paid = simulator.paid(2000);

        var received = receiver.await(3);

        assertThat(receiver.types()).containsExactly("payment_intent.created", "charge.succeeded",
                "payment_intent.succeeded");
        for (var one : received) {
            var event = Webhook.constructEvent(one.payload(), one.signature(), endpoint.getSecret());
            assertThat(simulator.v1().events().retrieve(event.getId()).getType()).isEqualTo(event.getType());
            assertThatThrownBy(() -> Webhook.constructEvent(one.payload() + " ", one.signature(),
                    endpoint.getSecret())).isInstanceOf(SignatureVerificationException.class);
        }
        var last = Webhook.constructEvent(received.getLast().payload(), received.getLast().signature(),
                endpoint.getSecret());
        assertThat(last.getDataObjectDeserializer().getObject()).get()
                .isEqualTo(simulator.intents().retrieve(paid.getId()));
        assertThat(last.getPendingWebhooks()).isOne();
        awaitQuiet();
        assertThat(simulator.v1().events().retrieve(last.getId()).getPendingWebhooks()).isZero();
    }

    @Test
    void tellsOfEverythingThatHappens() throws StripeException {
        listening(EnabledEvent.ALL);
        var id = simulator.created(2000).getId();
        assertThat(catchThrowableOfType(CardException.class,
                () -> simulator.intents().confirm(id, paying("pm_card_visa_chargeDeclined")))).isNotNull();
        simulator.intents().confirm(id, paying("pm_card_authenticationRequired"));
        simulator.authenticate(id, "failure");
        simulator.intents().confirm(id, paying("pm_card_refundFail"));
        var refund = simulator.v1().refunds().create(RefundCreateParams.builder().setPaymentIntent(id).build());
        simulator.control("POST", "/refunds/%s/settle".formatted(refund.getId()), "{\"outcome\":\"failure\"}");

        receiver.await(12);

        assertThat(receiver.types()).containsExactly("payment_intent.created", "charge.failed",
                "payment_intent.payment_failed", "payment_intent.requires_action", "payment_intent.payment_failed",
                "charge.succeeded", "payment_intent.succeeded", "refund.created", "charge.refunded", "refund.updated",
                "charge.refund.updated", "refund.failed");
    }

    @Test
    void sendsOnlyWhatTheEndpointWants() throws StripeException {
        listening(EnabledEvent.PAYMENT_INTENT__SUCCEEDED);
        simulator.paid(500);
        simulator.intents().cancel(simulator.created(500).getId());
        simulator.stripe("sk_test_other").v1().paymentIntents()
                .create(SimulatorFixture.euros(500).setConfirm(true).setPaymentMethod("pm_card_visa").build());
        simulator.paid(600);

        receiver.await(2);
        awaitQuiet();

        assertThat(receiver.types()).containsExactly("payment_intent.succeeded", "payment_intent.succeeded");
    }

    @Test
    void triesAgainWithGrowingPausesUntilItIsTaken() throws StripeException {
        listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        simulator.setClock("2026-03-01T00:00:00Z");
        receiver.refuse(2);
        simulator.created(500);
        receiver.await(1);
        awaitIdle();

        simulator.advance(Duration.ofSeconds(9));
        awaitIdle();
        assertThat(receiver.received()).hasSize(1);
        simulator.advance(Duration.ofSeconds(1));
        receiver.await(2);
        awaitIdle();
        simulator.advance(Duration.ofSeconds(19));
        awaitIdle();
        assertThat(receiver.received()).hasSize(2);
        simulator.advance(Duration.ofSeconds(1));

        var all = receiver.await(3);
        assertThat(all).extracting(Received::payload).containsOnly(all.getFirst().payload());
        assertThat(all).extracting(Received::signature).doesNotHaveDuplicates();
        awaitQuiet();
    }

    // everything that is due has been sent
    private void awaitIdle() {
        simulator.advance(Duration.ZERO);
        Awaitility.await()
                .until(() -> simulator.control("GET", "/deliveries", "").get("sending").asInt() == 0);
    }

    @Test
    void givesUpAfterTheAttemptsOfThreeDays() throws StripeException {
        listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        simulator.setClock("2026-03-01T00:00:00Z");
        receiver.refuse(1_000);
        simulator.created(500);

        // 10 seconds, 20, 40 and so on for 13 pauses, then 12 hours each
        for (int attempts = 1; attempts < 18; attempts++) {
            awaitIdle();
            assertThat(tally("given_up")).isZero();
            simulator.advance(Duration.ofHours(12));
        }

        awaitIdle();
        assertThat(tally("given_up")).isOne();
        assertThat(tally("pending")).isZero();
        assertThat(receiver.received()).hasSize(18);
    }

    @Test
    void aJumpOfTheClockTakesNoAttemptAway() throws StripeException {
        listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        simulator.setClock("2026-03-01T00:00:00Z");
        receiver.refuse(5);
        simulator.created(500);
        for (int jump = 0; jump < 5; jump++) {
            awaitIdle();
            simulator.advance(Duration.ofDays(30));
        }

        awaitQuiet();

        assertThat(tally("given_up")).isZero();
        assertThat(tally("delivered")).isOne();
        assertThat(receiver.received()).hasSize(6);
    }

    private int tally(String name) {
        return simulator.control("GET", "/deliveries", "").get(name).asInt();
    }

    @Test
    void aReceiverThatHangsKeepsNoOtherWaiting() throws StripeException, IOException {
        try (var hanging = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            simulator.control("POST", "/webhook_endpoints",
                    "{\"url\":\"http://127.0.0.1:%d/\"}".formatted(hanging.getLocalPort()));
            listening(EnabledEvent.PAYMENT_INTENT__CREATED);

            for (int i = 0; i < 80; i++) {
                simulator.created(500 + i);
            }

            assertThat(receiver.await(80)).hasSize(80);
            assertThat(tally("delivered")).isEqualTo(80);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"retry_after\":\"PT0S\"}", "{\"retry_after\":\"PT0.0001S\"}",
            "{\"retry_after\":\"-PT1S\"}",
            "{\"retry_after\":\"P100000D\"}", "{\"disorder\":{\"within\":\"PT0S\"}}",
            "{\"disorder\":{\"late\":0.5,\"late_by\":\"-P1D\"}}", "{\"disorder\":{\"late\":2}}"})
    void refusesPlansThatCannotBe(String plan) {
        var response = simulator
                .send(simulator.anonymous("/_control/webhook_plan").POST(BodyPublishers.ofString(plan)));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void keepsEverySecretThatIsRolledAtOnce() throws Exception {
        var id = listening(EnabledEvent.PAYMENT_INTENT__CREATED).getId();
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(Collections.nCopies(60,
                    () -> simulator.control("POST", "/webhook_endpoints/%s/roll".formatted(id), "")));
        }

        assertThat(simulator.control("GET", "/webhook_endpoints", "").get(0).get("secrets")).hasSize(61);
    }

    @Test
    void signsWithBothSecretsWhileOneIsRolled() throws StripeException {
        var endpoint = listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        var rolled = simulator.control("POST", "/webhook_endpoints/%s/roll".formatted(endpoint.getId()),
                "{\"keep_old_for\":\"PT1H\"}");
        var fresh = rolled.get("secrets").get(0).asString();
        simulator.created(500);

        var one = receiver.await(1).getFirst();
        assertThat(one.signature()).matches("t=\\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64},v0=[0-9a-f]{64}");
        for (var secret : List.of(endpoint.getSecret(), fresh)) {
            assertThat(Webhook.constructEvent(one.payload(), one.signature(), secret)).isNotNull();
        }

        simulator.advance(Duration.ofHours(1));
        simulator.created(500);
        var later = receiver.await(2).getLast();
        assertThat(Webhook.constructEvent(later.payload(), later.signature(), fresh)).isNotNull();
        assertThatThrownBy(() -> Webhook.constructEvent(later.payload(), later.signature(), endpoint.getSecret()))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void duplicatesAndShufflesByPlanTheSameForTheSameSeed() throws StripeException {
        var one = shuffled();
        simulator.close();
        simulator = SimulatorFixture.inMemory();

        var other = shuffled();

        assertThat(other).isEqualTo(one);
        assertThat(one.size()).as("deliveries of 40 events").isBetween(45, 79);
        assertThat(new HashSet<>(one)).hasSize(40);
    }

    // in order of the virtual second in which they came
    private List<Set<String>> shuffled() throws StripeException {
        var perSecond = new ArrayList<Set<String>>();
        int before = receiver.received().size();
        simulator.setClock("2026-03-01T00:00:00Z");
        listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        plan("{\"seed\":5,\"disorder\":{\"duplicate\":0.4,\"shuffle\":0.8,\"within\":\"PT20S\"}}");
        for (int i = 0; i < 40; i++) {
            simulator.created(500 + i);
        }
        for (int second = 0; second <= 41; second++) {
            awaitIdle();
            var now = receiver.received();
            now.subList(before, now.size()).stream().map(Received::id).sorted().map(Set::of).forEach(perSecond::add);
            before = now.size();
            simulator.advance(Duration.ofSeconds(1));
        }
        awaitQuiet();
        return perSecond;
    }

    @Test
    void mayBringThemDaysLateSignedForTheDayTheyCome() throws StripeException {
        var endpoint = listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        simulator.setClock("2026-03-01T00:00:00Z");
        plan("{\"disorder\":{\"late\":1.0,\"late_by\":\"P2D\"}}");
        simulator.created(500);
        simulator.advance(Duration.ofDays(2).minusSeconds(1));
        awaitIdle();
        assertThat(receiver.received()).isEmpty();

        simulator.advance(Duration.ofSeconds(1));

        var late = receiver.await(1).getFirst();
        long signed = Instant.parse("2026-03-03T00:00:00Z").getEpochSecond();
        assertThat(late.signature()).startsWith("t=" + signed + ",");
        assertThat(Webhook.constructEvent(late.payload(), late.signature(), endpoint.getSecret(), 0).getCreated())
                .isEqualTo(signed - Duration.ofDays(2).toSeconds());
    }

    @Test
    void signsForReceiversInRealTimeWhileTheClockIsOnlyAhead() throws StripeException {
        var endpoint = listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        simulator.advance(Duration.ofDays(5));
        simulator.created(500);

        var one = receiver.await(1).getFirst();

        assertThat(Webhook.constructEvent(one.payload(), one.signature(), endpoint.getSecret(), 300)).isNotNull();
    }

    @Test
    void goesOnAfterARestart(@TempDir Path directory) throws StripeException {
        simulator.close();
        var settings = Settings.defaults().withDataDirectory(directory)
                .withWebhooks(List.of(new Settings.Webhook(receiver.uri(), "whsec_1")));
        simulator = new SimulatorFixture(settings);
        simulator.created(500);
        receiver.await(1);
        awaitQuiet();
        receiver.refuse(1_000);
        simulator.created(600);
        receiver.await(2);
        simulator.close();
        receiver.refuse(0);

        simulator = new SimulatorFixture(settings);
        awaitQuiet();

        var all = receiver.received();
        assertThat(all.subList(2, all.size())).extracting(Received::id).containsOnly(all.get(1).id());
        assertThat(simulator.control("GET", "/webhook_endpoints", "")).hasSize(1);
    }

    @Test
    void endpointsOfTheSettingsGoWithThem(@TempDir Path directory) {
        simulator.close();
        var without = Settings.defaults().withDataDirectory(directory);
        var with = without.withWebhooks(List.of(new Settings.Webhook(receiver.uri(), "whsec_1")));
        simulator = new SimulatorFixture(with);
        var id = simulator.control("GET", "/webhook_endpoints", "").get(0).get("id").asString();
        simulator.control("POST", "/webhook_endpoints/%s/roll".formatted(id), "");
        var other = simulator.control("POST", "/webhook_endpoints", "{\"url\":\"http://127.0.0.1:1/\"}").get("id");

        assertThat(endpointsAfterRestart(with)).containsExactly(id, other.asString());
        assertThat(endpointsAfterRestart(without)).containsExactly(other.asString());
        assertThat(endpointsAfterRestart(with)).hasSize(2).doesNotContain(id);
    }

    private List<String> endpointsAfterRestart(Settings settings) {
        simulator.close();
        simulator = new SimulatorFixture(settings);
        return simulator.control("GET", "/webhook_endpoints", "").valueStream()
                .map(endpoint -> endpoint.get("id").asString()).toList();
    }

    @Test
    void endpointsAreListedAndDeleted() throws StripeException {
        var endpoint = listening(EnabledEvent.ALL);
        assertThat(endpoint.getSecret()).startsWith("whsec_");
        var found = simulator.v1().webhookEndpoints().retrieve(endpoint.getId());
        assertThat(found.getSecret()).isNull();
        assertThat(found.getUrl()).isEqualTo(receiver.uri().toString());
        assertThat(simulator.v1().webhookEndpoints().list().getData()).containsExactly(found);

        assertThat(simulator.v1().webhookEndpoints().delete(endpoint.getId()).getDeleted()).isTrue();
        simulator.created(500);

        assertThat(simulator.v1().webhookEndpoints().list().getData()).isEmpty();
        awaitQuiet();
        assertThat(receiver.received()).isEmpty();
        assertThat(catchThrowableOfType(InvalidRequestException.class,
                () -> simulator.v1().webhookEndpoints().retrieve(endpoint.getId())).getStatusCode()).isEqualTo(404);
    }

    @Test
    void aPaymentIntentInAnEventIsAsItWasThen() throws StripeException {
        listening(EnabledEvent.PAYMENT_INTENT__CREATED);
        simulator.paid(500);

        var created = Json.MAPPER.readTree(receiver.await(1).getFirst().payload());

        assertThat(created.get("data").get("object").get("status").asString()).isEqualTo("requires_payment_method");
        assertThat(created.get("request").get("id").asString()).startsWith("req_");
    }
}
