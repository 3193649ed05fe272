package io.tillstream.checkout.payment.io;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.stripesimulator.Settings;
import io.tillstream.stripesimulator.StripeSimulator;

/// A Stripe of one test, and a look behind its counter.
final class SimulatedStripe implements AutoCloseable {

    /// What Stripe holds of one PaymentIntent.
    record Held(String id, String status, String order, long created, int charges, int declines, long refunded,
            int refunds) {}

    static final URI RETURN_URL = URI.create("https://shop.example/order");

    private static final JsonMapper JSON = new JsonMapper();

    private final StripeSimulator simulator;
    private final StripeHttp http;
    private final HttpClient control = HttpClient.newHttpClient();
    private final PaymentSettings settings;

    private SimulatedStripe(StripeSimulator simulator, Duration readTimeout) {
        this.simulator = simulator;
        settings = settings(simulator.uri(), "sk_test_tills", readTimeout);
        http = new StripeHttp(settings.connectTimeout(), settings.readTimeout());
    }

    static PaymentSettings settings(URI base, String key, Duration readTimeout) {
        return new PaymentSettings(key, base, RETURN_URL, 1_000, 64, Duration.ofSeconds(1), readTimeout);
    }

    static SimulatedStripe start() throws IOException {
        return start(Settings.defaults(), Duration.ofSeconds(8));
    }

    static SimulatedStripe start(Settings settings, Duration readTimeout) throws IOException {
        return new SimulatedStripe(StripeSimulator.start(settings), readTimeout);
    }

    StripeGateway gateway() {
        return new StripeGateway(settings, http);
    }

    /// The next calls of an operation go wrong in this way.
    ///
    /// @param millis for kinds that take time
    void fault(String operation, String kind, int times, long millis) {
        ask("POST", "/_control/faults", """
                [{"on": "%s", "kind": "%s", "times": %d, "value": %d}]""".formatted(operation, kind, times, millis));
    }

    void fault(String operation, String kind) {
        fault(operation, kind, 1, 0);
    }

    /// From now on calls go wrong by chance.
    ///
    /// @param rate share of all calls that go wrong in each of these ways
    void misbehave(long seed, double rate, String... kinds) {
        var faults = Stream.of(kinds).map(kind -> """
                {"on": "*", "kind": "%s", "rate": %s}""".formatted(kind, rate)).collect(joining(","));
        ask("POST", "/_control/fault_plan", """
                {"seed": %d, "faults": [%s]}""".formatted(seed, faults));
    }

    void clearFaults() {
        ask("DELETE", "/_control/faults", "");
    }

    int unusedFaults() {
        return ask("GET", "/_control/faults", "").size();
    }

    List<Held> ledger() {
        return ask("GET", "/_control/ledger", "").get("payment_intents").valueStream()
                .map(row -> new Held(row.get("id").asString(), row.get("status").asString(),
                        row.get("metadata").path("order_id").asString(""), row.get("created").asLong(),
                        row.get("successful_charges").asInt(), row.get("failed_charges").asInt(),
                        row.get("amount_refunded").asLong(), row.get("refunds").size()))
                .toList();
    }

    /// What the buyer does on the bank's page.
    ///
    /// @param outcome `success` or `failure`
    void authenticate(String intent, String outcome) {
        ask("POST", "/_control/payment_intents/" + intent + "/authenticate", """
                {"outcome": "%s"}""".formatted(outcome));
    }

    /// What becomes of a refund at the bank.
    void settleRefund(String refund, String outcome) {
        ask("POST", "/_control/refunds/" + refund + "/settle", """
                {"outcome": "%s"}""".formatted(outcome));
    }

    private JsonNode ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(simulator.uri() + path))
                .method(method, BodyPublishers.ofString(body)).build();
        try {
            var answer = control.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        control.close();
        simulator.close();
    }
}
