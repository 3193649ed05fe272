package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.euros;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static io.tillstream.stripesimulator.SimulatorFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final String[] GOOD = {"amount", "500", "currency", "eur", "payment_method_types[]", "card"};

    private final SettableClock clock = new SettableClock();
    private final SimulatorFixture simulator = new SimulatorFixture(Settings.defaults().withClock(clock));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void replaysTheFirstAnswerByteForByte() {
        var first = simulator.postWith("k", INTENTS, GOOD);
        simulator.post(INTENTS + "/" + id(first) + "/cancel");

        var second = simulator.postWith("k", INTENTS, "payment_method_types[]", "card", "currency", "eur", "amount",
                "500");

        assertReplay(first, second);
        assertThat(header(first, "Idempotent-Replayed")).isEmpty();
        assertThat(header(first, "Idempotency-Key")).isEqualTo("k");
        assertThat(header(second, "Request-Id")).isNotEqualTo(header(first, "Request-Id"));
        assertThat(simulator.ledger()).hasSize(1);
    }

    @Test
    void replaysDeclinesAndUnexpectedStates() {
        var path = INTENTS + "/" + id(simulator.post(INTENTS, GOOD)) + "/confirm";
        var declined = simulator.postWith("a", path, "payment_method", "pm_card_visa_chargeDeclined");
        simulator.postWith("b", path, "payment_method", "pm_card_visa");
        var unexpected = simulator.postWith("c", path, "payment_method", "pm_card_visa");

        assertThat(declined.statusCode()).isEqualTo(402);
        assertReplay(declined, simulator.postWith("a", path, "payment_method", "pm_card_visa_chargeDeclined"));
        assertThat(unexpected.statusCode()).isEqualTo(400);
        assertReplay(unexpected, simulator.postWith("c", path, "payment_method", "pm_card_visa"));
        assertThat(simulator.ledger().findFirst().orElseThrow().get("successful_charges").asInt()).isOne();
    }

    @Test
    void replaysA500ForEver() {
        simulator.fault("create", "error_500", 0);

        var failed = simulator.postWith("k", INTENTS, GOOD);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(header(failed, "Stripe-Should-Retry")).isEqualTo("false");
        assertReplay(failed, simulator.postWith("k", INTENTS, GOOD));
        assertThat(simulator.postWith("k2", INTENTS, GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotRememberWhatNeverBeganToExecute() {
        assertThat(simulator.postWith("k", INTENTS, "currency", "eur").statusCode()).isEqualTo(400);
        simulator.fault("create", "error_429", 0);
        assertThat(simulator.postWith("k", INTENTS, GOOD).statusCode()).isEqualTo(429);
        simulator.fault("create", "error_409", 0);
        var conflict = simulator.postWith("k", INTENTS, GOOD);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(header(conflict, "Stripe-Should-Retry")).isEqualTo("true");

        var created = simulator.postWith("k", INTENTS, GOOD);

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(header(created, "Idempotent-Replayed")).isEmpty();
    }

    @Test
    void refusesAKeyForOtherParametersOrAnotherEndpoint() throws StripeException {
        var intent = simulator.intents().create(euros(500).build(), key("k"));

        var otherAmount = catchThrowableOfType(IdempotencyException.class,
                () -> simulator.intents().create(euros(600).build(), key("k")));
        var otherPath = catchThrowableOfType(IdempotencyException.class,
                () -> simulator.intents().cancel(intent.getId(), key("k")));

        assertThat(otherAmount.getStatusCode()).isEqualTo(400);
        assertThat(otherAmount.getStripeError().getType()).isEqualTo("idempotency_error");
        assertThat(otherAmount.getMessage()).contains("same parameters they were first used with");
        assertThat(otherPath.getMessage())
                .contains("('%s/%s/cancel' vs '%s')".formatted(INTENTS, intent.getId(), INTENTS));
        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void aKeyIsInUseWhileItsFirstRequestRuns() throws Exception {
        simulator.fault("create", "delay_ms", 3000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> simulator.postWith("k", INTENTS, GOOD));
            Awaitility.await().until(() -> simulator.get("/_control/faults").body().equals("[]\n"));

            var early = Awaitility.await().until(() -> simulator.postWith("k", INTENTS, GOOD),
                    r -> r.statusCode() == 409);

            assertThat(json(early).get("error").get("code").asString()).isEqualTo("idempotency_key_in_use");
            assertReplay(slow.get(20, TimeUnit.SECONDS), simulator.postWith("k", INTENTS, GOOD));
        }
    }

    @Test
    void keysBelongToOneAccount() throws StripeException {
        var mine = simulator.intents().create(euros(500).build(), key("k"));
        var theirs = simulator.stripe("sk_test_other").v1().paymentIntents().create(euros(500).build(), key("k"));

        assertThat(theirs.getId()).isNotEqualTo(mine.getId());
    }

    @Test
    void forgetsKeysAfterADay() {
        var first = simulator.postWith("k", INTENTS, GOOD);

        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertReplay(first, simulator.postWith("k", INTENTS, GOOD));
        clock.advance(Duration.ofSeconds(1));

        assertThat(id(simulator.postWith("k", INTENTS, GOOD))).isNotEqualTo(id(first));
    }

    @Test
    void refusesKeysBeyond255Characters() {
        assertThat(simulator.postWith("k".repeat(255), INTENTS, GOOD).statusCode()).isEqualTo(200);
        assertThat(simulator.postWith("k".repeat(256), INTENTS, GOOD).statusCode()).isEqualTo(400);
    }

    private static String id(HttpResponse<String> response) {
        return json(response).get("id").asString();
    }

    private static void assertReplay(HttpResponse<String> first, HttpResponse<String> again) {
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(header(again, "Original-Request")).isEqualTo(header(first, "Request-Id"));
    }
}
