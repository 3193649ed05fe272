package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static io.tillstream.stripesimulator.SimulatorFixture.key;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aTimeoutAfterSuccessHasChargedAndTheKeyTellsSo() throws StripeException {
        var id = simulator.created(500).getId();
        simulator.fault("confirm", "timeout_after_success", 60_000);
        var impatient = StripeClient.builder().setApiKey(SimulatorFixture.KEY).setApiBase(simulator.uri().toString())
                .setReadTimeout(500).build().v1().paymentIntents();

        assertThatThrownBy(() -> impatient.confirm(id, paying("pm_card_visa"), key("k")))
                .isInstanceOf(ApiConnectionException.class);

        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isOne();
        assertThat(simulator.intents().confirm(id, paying("pm_card_visa"), key("k")).getStatus())
                .isEqualTo("succeeded");
        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isOne();
    }

    @Test
    void closesTheConnectionWithoutAnAnswerWhenTheTimeIsOver() throws StripeException {
        var path = INTENTS + "/" + simulator.created(500).getId() + "/confirm";
        simulator.fault("confirm", "timeout_after_success", 1);

        assertThatThrownBy(() -> simulator.postWith("k", path, "payment_method", "pm_card_visa"))
                .hasCauseInstanceOf(IOException.class);

        assertThat(header(simulator.postWith("k", path, "payment_method", "pm_card_visa"), "Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void a500ChargesNothing() throws StripeException {
        var id = simulator.created(500).getId();
        simulator.fault("confirm", "error_500", 0);

        var failed = catchThrowableOfType(ApiException.class,
                () -> simulator.intents().confirm(id, paying("pm_card_visa"), key("k")));

        assertThat(failed.getStatusCode()).isEqualTo(500);
        assertThat(simulator.intents().retrieve(id).getStatus()).isEqualTo("requires_payment_method");
        assertThat(simulator.ledgerRow(id).get("failed_charges").asInt()).isZero();
    }

    @Test
    void happenInTheirOrderAndAsOftenAsTheySay() {
        post("""
                [{"on":"retrieve","kind":"error_429","times":2},{"on":"create","kind":"error_500"},
                 {"on":"retrieve","kind":"error_500"}]""");

        assertThatThrownBy(() -> simulator.intents().retrieve("pi_1")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> simulator.intents().retrieve("pi_1")).isInstanceOf(RateLimitException.class);
        assertThat(simulator.get(INTENTS + "/pi_1").statusCode()).isEqualTo(500);
        assertThat(simulator.get(INTENTS + "/pi_1").statusCode()).isEqualTo(404);
        assertThat(json(simulator.get("/_control/faults"))).hasSize(1);
    }

    @Test
    void canBeTakenBack() {
        simulator.fault("create", "error_500", 0);

        assertThat(simulator.send(simulator.anonymous("/_control/faults").DELETE()).body()).isEqualTo("[]\n");

        assertThat(simulator.post(INTENTS, "amount", "500", "currency", "eur").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{}]", "[{\"on\":\"create\"}]", "[{\"on\":\"create\",\"kind\":\"explode\"}]",
            "[{\"on\":\"create\",\"kind\":\"error_500\",\"times\":0}]",
            "[{\"on\":\"create\",\"kind\":\"delay_ms\"}]",
            "[{\"on\":\"create\",\"kind\":\"delay_ms\",\"value\":-1}]",
            "[{\"on\":\"create\",\"kind\":\"error_500\",\"tmies\":1}]"})
    void refusesRulesThatItDoesNotUnderstand(String rules) {
        var response = post(rules);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").get("message").asString()).startsWith("cannot read the request");
        assertThat(json(simulator.get("/_control/faults"))).isEmpty();
    }

    @Test
    void authenticatesOnlyWhatWaitsForIt() throws StripeException {
        var id = simulator.created(500).getId();

        assertThat(simulator.authenticate(id, "success").statusCode()).isEqualTo(409);
        assertThat(simulator.authenticate("pi_nobody", "success").statusCode()).isEqualTo(404);
        assertThat(simulator.authenticate(id, "perhaps").statusCode()).isEqualTo(400);
        assertThat(simulator.get("/_control/nothing").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String rules) {
        return simulator.send(simulator.anonymous("/_control/faults").POST(BodyPublishers.ofString(rules)));
    }
}
