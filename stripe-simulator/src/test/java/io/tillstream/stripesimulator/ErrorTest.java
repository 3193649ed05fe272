package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

import com.stripe.Stripe;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTest {

    private final SettableClock clock = new SettableClock();
    private SimulatorFixture simulator = new SimulatorFixture(Settings.defaults().withClock(clock));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void restartWith(Settings settings) {
        simulator.close();
        simulator = new SimulatorFixture(settings.withClock(clock));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "currency=eur                     | parameter_missing         | amount        | Missing required param: amount.",
            "amount=500                       | parameter_missing         | currency      | Missing required param: currency.",
            "amount=5.00&currency=eur         | parameter_invalid_integer | amount        | Invalid integer: 5.00",
            "amount=&currency=eur             | parameter_invalid_integer | amount        | Invalid integer:",
            "amount=0&currency=eur            | parameter_invalid_integer | amount        | This value must be greater",
            "amount=500&currency=            | parameter_invalid_empty   | currency      | You passed an empty string",
            "amount=500&currency=euro         | -                         | currency      | Invalid currency: euro.",
            "amount=49&currency=usd           | amount_too_small          | amount        | Amount must be at least $0.50 usd",
            "amount=49&currency=EUR           | amount_too_small          | amount        | Amount must be at least €0.50 eur",
            "amount=29&currency=gbp           | amount_too_small          | amount        | Amount must be at least £0.30 gbp",
            "amount=49&currency=jpy           | amount_too_small          | amount        | Amount must be at least ¥50 jpy",
            "amount=299&currency=sek          | amount_too_small          | amount        | Amount must be at least 3.00 sek",
            "amount=100000000&currency=eur    | amount_too_large          | amount        | Amount must be no more than",
            "amount=500&currency=eur&amout=1  | parameter_unknown         | amout         | Received unknown parameter: amout",
            "amount=500&currency=eur&confirm=yes | -                      | confirm       | Invalid boolean: yes",
            "amount=500&currency=eur&metadata=x  | -                      | metadata      | Invalid object",
            "amount=500&currency=eur&capture_method=late  | -               | capture_method | Invalid capture_method: must be one of",
            "amount=500&currency=eur&confirmation_method=manual | simulator_unsupported | confirmation_method | The simulator does not",
            "amount=500&currency=eur&payment_method_types[]=sepa_debit&payment_method_types[]=ideal | simulator_unsupported | payment_method_types | The simulator does not",
            "amount=500&currency=eur&payment_method_types[]=us_bank_account | - | currency | The currency provided (eur) is invalid.",
            "amount=500&currency=eur&transfer_data[destination]=a | simulator_unsupported | transfer_data | The simulator does not",
            "amount=500&currency=eur&off_session=true | -                 | off_session   | The parameter `off_session` can only"})
    void refusesBadParametersAsStripeDoes(String form, String code, String param, String message) {
        var response = simulator.send(simulator.request(INTENTS).POST(BodyPublishers.ofString(form)));

        assertThat(response.statusCode()).isEqualTo(400);
        var error = json(response).get("error");
        assertThat(error.get("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString(null)).isEqualTo(code);
        assertThat(error.path("param").asString(null)).isEqualTo(param);
        assertThat(error.get("message").asString()).startsWith(message);
        assertThat(error.get("request_log_url").asString()).contains(header(response, "Request-Id"));
        if (code != null) {
            assertThat(error.get("doc_url").asString()).endsWith(code.replace('_', '-'));
        }
        assertThat(simulator.ledger()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50,usd", "50,eur", "30,gbp", "50,jpy", "300,sek", "17500,huf"})
    void takesTheLeastAmountOfACurrency(long amount, String currency) {
        assertThat(simulator.post(INTENTS, "amount", "" + amount, "currency", currency).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotKnowAnUnknownPaymentIntent() {
        var missing = catchThrowableOfType(InvalidRequestException.class,
                () -> simulator.intents().retrieve("pi_nobody"));

        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("resource_missing");
        assertThat(missing.getMessage()).contains("No such payment_intent: 'pi_nobody'");
        assertThat(simulator.post(INTENTS + "/pi_nobody/confirm").statusCode()).isEqualTo(404);
        assertThat(simulator.post(INTENTS + "/pi_nobody/cancel").statusCode()).isEqualTo(404);
        assertThat(simulator.get("/v1/charges/ch_nobody").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/nothing", "GET,/", "DELETE,/v1/payment_intents", "PUT,/v1/payment_intents/pi_1/confirm",
            "GET,/v1/payment_intents/pi_1/confirm"})
    void doesNotRecogniseOtherUrlsAndMethods(String method, String path) {
        var response = simulator.send(simulator.request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(errorMessage(response)).startsWith("Unrecognized request URL (%s: %s).".formatted(method, path));
    }

    @Test
    void refusesJsonBodies() {
        var response = simulator.send(simulator.request(INTENTS).setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorMessage(response)).contains("check that your POST content type");
    }

    @Test
    void letsNobodyInWithoutTestKey() throws StripeException {
        var missing = simulator.send(simulator.anonymous(INTENTS).GET());
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(errorMessage(missing)).startsWith("You did not provide an API key.");

        var live = catchThrowableOfType(AuthenticationException.class,
                () -> simulator.stripe("sk_live_0123456789").v1().paymentIntents().retrieve("pi_1"));
        assertThat(live.getMessage()).contains("Invalid API Key provided: sk_live_******6789");
    }

    @Test
    void takesTheKeyAsUserNameToo() {
        var basic = Base64.getEncoder().encodeToString("sk_test_x:".getBytes(StandardCharsets.UTF_8));

        var response = simulator.send(simulator.anonymous(INTENTS).header("Authorization", "Basic " + basic).GET());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void letsInOnlyTheKeysThatWereNamed() throws StripeException {
        restartWith(Settings.defaults().withApiKeys(Set.of("sk_test_good")));

        assertThat(simulator.stripe("sk_test_good").v1().paymentIntents().list().getData()).isEmpty();
        assertThat(catchThrowableOfType(AuthenticationException.class,
                () -> simulator.stripe("sk_test_bad").v1().paymentIntents().list()).getStatusCode()).isEqualTo(401);
    }

    @Test
    void hidesTheObjectsOfOtherAccounts() throws StripeException {
        var intent = simulator.created(500);

        var stranger = simulator.stripe("sk_test_stranger").v1().paymentIntents();

        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> stranger.retrieve(intent.getId()))
                .getStatusCode()).isEqualTo(404);
        assertThat(stranger.list().getData()).isEmpty();
    }

    @Test
    void turnsAwayWhatExceedsTheRateAndRecovers() {
        restartWith(Settings.defaults().withRequestsPerSecond(3));
        for (int i = 0; i < 3; i++) {
            assertThat(simulator.get(INTENTS).statusCode()).isEqualTo(200);
        }

        var tooMany = simulator.get(INTENTS);

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(json(tooMany).get("error").get("code").asString()).isEqualTo("rate_limit");
        clock.advance(Duration.ofMillis(400));
        assertThat(simulator.get(INTENTS).statusCode()).isEqualTo(200);
        assertThat(simulator.get(INTENTS).statusCode()).isEqualTo(429);
    }

    @Test
    void answersTheVersionThatWasAskedFor() {
        var response = simulator.send(simulator.request(INTENTS).header("Stripe-Version", "2024-06-20").GET());

        assertThat(header(response, "Stripe-Version")).isEqualTo("2024-06-20");
        assertThat(header(response, "Request-Id")).matches("req_\\w{14}");
        assertThat(header(simulator.get(INTENTS), "Stripe-Version")).isEqualTo(Stripe.API_VERSION);
    }

    private static String errorMessage(HttpResponse<String> response) {
        return json(response).get("error").get("message").asString();
    }
}
