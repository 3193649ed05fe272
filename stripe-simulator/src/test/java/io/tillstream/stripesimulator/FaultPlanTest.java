package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.stripe.exception.StripeException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {

    private static final String THIRD = """
            {"seed": 7, "faults": [
              {"on": "create", "kind": "error_500", "rate": 0.1},
              {"on": "create", "kind": "error_429", "rate": 0.1},
              {"on": "*", "kind": "connection_reset", "rate": 0.1},
              {"on": "*", "kind": "truncated_body", "rate": 0.1}]}
            """;

    private SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String outcome(int amount) {
        try {
            return "" + simulator.post(INTENTS, "amount", "" + amount, "currency", "eur").statusCode();
        } catch (AssertionError broken) {
            return Throwables.getRootCause(broken) instanceof SocketException ? "reset" : "cut";
        }
    }

    private Map<Integer, String> outcomes(List<Integer> amounts) throws InterruptedException {
        simulator.control("POST", "/fault_plan", THIRD);
        var outcomes = Collections.synchronizedMap(new TreeMap<Integer, String>());
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(amounts.stream().<Callable<String>>map(amount -> () -> outcomes.put(amount,
                    outcome(amount))).toList());
        }
        return new TreeMap<>(outcomes);
    }

    @Test
    void givesTheSameRequestsTheSameFaultsWhateverTheirOrder() throws InterruptedException {
        var amounts = new ArrayList<>(IntStream.range(100, 400).boxed().toList());
        var one = outcomes(amounts);
        simulator.close();
        simulator = SimulatorFixture.inMemory();
        Collections.shuffle(amounts, new Random(3));

        var other = outcomes(amounts);

        assertThat(other).isEqualTo(one);
        for (var kind : List.of("500", "429", "reset", "cut")) {
            assertThat(one.values()).filteredOn(kind::equals).as(kind).hasSizeBetween(12, 55);
        }
    }

    @Test
    void aRequestThatComesAgainHasAnotherChance() {
        simulator.control("POST", "/fault_plan",
                "{\"faults\":[{\"on\":\"create\",\"kind\":\"error_429\",\"rate\":0.5}]}");

        var outcomes = IntStream.range(0, 40).mapToObj(i -> outcome(500)).toList();

        assertThat(outcomes).contains("200", "429");
    }

    @Test
    void endsWhenItIsTakenBack() {
        simulator.control("POST", "/fault_plan",
                "{\"faults\":[{\"on\":\"*\",\"kind\":\"error_500\",\"rate\":1.0}]}");
        assertThat(outcome(500)).isEqualTo("500");

        simulator.control("DELETE", "/fault_plan", "");

        assertThat(outcome(500)).isEqualTo("200");
    }

    @Test
    void a500MayHideSuccessAndTheKeyKeepsTheLie() throws StripeException {
        var id = simulator.created(500).getId();
        var path = INTENTS + "/" + id + "/confirm";
        simulator.fault("confirm", "error_500_after_success", 0);

        var failed = simulator.postWith("k", path, "payment_method", "pm_card_visa");

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(json(failed).get("error").has("payment_intent")).isFalse();
        assertThat(simulator.intents().retrieve(id).getStatus()).isEqualTo("succeeded");
        var again = simulator.postWith("k", path, "payment_method", "pm_card_visa");
        assertThat(again.statusCode()).isEqualTo(500);
        assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isOne();
    }

    @Test
    void aResetIsAReset() throws StripeException {
        var path = INTENTS + "/" + simulator.created(500).getId() + "/confirm";
        simulator.fault("confirm", "connection_reset", 0);

        assertThatThrownBy(() -> simulator.postWith("k", path, "payment_method", "pm_card_visa"))
                .hasRootCauseInstanceOf(SocketException.class).hasRootCauseMessage("Connection reset");

        assertThat(header(simulator.postWith("k", path, "payment_method", "pm_card_visa"), "Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void aResetBeforeChangesNothing() throws StripeException {
        var id = simulator.created(500).getId();
        simulator.fault("confirm", "reset_before", 0);

        assertThatThrownBy(() -> simulator.postWith("k", INTENTS + "/" + id + "/confirm", "payment_method",
                "pm_card_visa")).hasRootCauseInstanceOf(SocketException.class);

        assertThat(simulator.intents().retrieve(id).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void aTruncatedBodyEndsBeforeItsEnd() throws StripeException {
        var id = simulator.created(500).getId();
        simulator.fault("retrieve", "truncated_body", 0);

        assertThatThrownBy(() -> simulator.get(INTENTS + "/" + id)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aSlowDripTakesItsTimeAndIsWhole() throws StripeException {
        var id = simulator.created(500).getId();
        simulator.fault("retrieve", "slow_drip", 600);
        long start = System.nanoTime();

        var answer = simulator.get(INTENTS + "/" + id);

        assertThat(json(answer).get("id").asString()).isEqualTo(id);
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isGreaterThanOrEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"faults\":[{\"on\":\"create\",\"kind\":\"error_500\",\"rate\":1.5}]}",
            "{\"faults\":[{\"on\":\"create\",\"kind\":\"error_500\"}]}",
            "{\"faults\":[{\"on\":\"create\",\"kind\":\"error_500\",\"rate\":-0.5}]}",
            "{\"faults\":[{\"on\":\"create\",\"kind\":\"delay_ms\",\"rate\":0.5}]}",
            "{\"faults\":[{\"on\":\"create\",\"kind\":\"slow_drip\",\"rate\":0.5,\"value\":-1}]}",
            "{\"faults\":[{\"on\":\"crate\",\"kind\":\"error_500\",\"rate\":0.5}]}",
            "{\"faults\":[{\"on\":\"*\",\"kind\":\"error_500\",\"rate\":0.6},{\"on\":\"create\",\"kind\":\"error_429\",\"rate\":0.6}]}"})
    void refusesPlansThatCannotBe(String plan) {
        var response = simulator
                .send(simulator.anonymous("/_control/fault_plan").POST(BodyPublishers.ofString(plan)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").get("message").asString()).startsWith("cannot read the request");
    }
}
