package io.tillstream.stripesimulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.V1Services;
import tools.jackson.databind.JsonNode;

/// A running simulator and three ways to talk to it: stripe-java, plain HTTP, and the control API.
final class SimulatorFixture implements AutoCloseable {

    static final String KEY = "sk_test_fixture";
    static final String INTENTS = "/v1/payment_intents";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StripeSimulator simulator;

    SimulatorFixture(Settings settings) {
        try {
            simulator = StripeSimulator.start(settings);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static SimulatorFixture inMemory() {
        return new SimulatorFixture(Settings.defaults());
    }

    URI uri() {
        return simulator.uri();
    }

    StripeClient stripe(String apiKey) {
        return StripeClient.builder().setApiKey(apiKey).setApiBase(uri().toString()).setMaxNetworkRetries(0)
                .setReadTimeout(20_000).build();
    }

    V1Services v1() {
        return stripe(KEY).v1();
    }

    PaymentIntentService intents() {
        return stripe(KEY).v1().paymentIntents();
    }

    static PaymentIntentCreateParams.Builder euros(long cents) {
        return PaymentIntentCreateParams.builder().setAmount(cents).setCurrency("eur").setAutomaticPaymentMethods(
                AutomaticPaymentMethods.builder().setEnabled(true).setAllowRedirects(AllowRedirects.NEVER).build());
    }

    static PaymentIntentConfirmParams paying(String method) {
        return PaymentIntentConfirmParams.builder().setPaymentMethod(method).build();
    }

    static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    PaymentIntent created(long cents) throws StripeException {
        return intents().create(euros(cents).build());
    }

    PaymentIntent paid(long cents) throws StripeException {
        return intents().confirm(created(cents).getId(), paying("pm_card_visa"));
    }

    /// @param form alternating names and values
    HttpResponse<String> postWith(String idempotencyKey, String path, String... form) {
        return send(
                request(path).header("Idempotency-Key", idempotencyKey).POST(BodyPublishers.ofString(encode(form))));
    }

    HttpResponse<String> post(String path, String... form) {
        return send(request(path).POST(BodyPublishers.ofString(encode(form))));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + KEY).header("Content-Type",
                "application/x-www-form-urlencoded");
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String encode(String... form) {
        var text = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            text.append(i == 0 ? "" : "&").append(URLEncoder.encode(form[i], StandardCharsets.UTF_8)).append('=')
                    .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// The rows of the ledger dump.
    Stream<JsonNode> ledger() {
        return json(get("/_control/ledger")).get("payment_intents").valueStream();
    }

    JsonNode ledgerRow(String id) {
        return ledger().filter(row -> row.get("id").asString().equals(id)).findFirst().orElseThrow();
    }

    void fault(String on, String kind, long value) {
        var rule = "[{\"on\":\"%s\",\"kind\":\"%s\",\"value\":%d}]".formatted(on, kind, value);
        var response = send(anonymous("/_control/faults").POST(BodyPublishers.ofString(rule)));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.body());
        }
    }

    /// @throws AssertionError unless the control API answers 200
    JsonNode control(String method, String path, String body) {
        var response = send(anonymous("/_control" + path).method(method, BodyPublishers.ofString(body)));
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.body());
        }
        return json(response);
    }

    void advance(Duration step) {
        control("POST", "/clock", "{\"advance\":\"%s\"}".formatted(step));
    }

    /// From then on the clock stands.
    void setClock(String instant) {
        control("POST", "/clock", "{\"now\":\"%s\"}".formatted(instant));
    }

    HttpResponse<String> authenticate(String id, String outcome) {
        return send(anonymous("/_control/payment_intents/%s/authenticate".formatted(id))
                .POST(BodyPublishers.ofString("{\"outcome\":\"%s\"}".formatted(outcome))));
    }

    @Override
    public void close() {
        try {
            simulator.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
