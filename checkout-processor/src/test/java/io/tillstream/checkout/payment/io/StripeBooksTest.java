package io.tillstream.checkout.payment.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.reconciliation.Booked;

class StripeBooksTest {

    private static final String ORDER = "6e3f0f1c-5c4e-4a9e-9d8d-1d8f3b0d0a01";
    private static final String PAID = """
            {"object": "payment_intent", "id": "pi_2", "status": "succeeded", "currency": "eur", "amount_received": 500,
             "metadata": {"order_id": "%s"}}""".formatted(ORDER);
    private static final String OPEN = """
            {"object": "payment_intent", "id": "pi_1", "status": "processing", "currency": "eur", "metadata": {}}""";
    private static final String MALFORMED = """
            {"object": "payment_intent", "id": "pi_0", "currency": "eur"}""";
    private static final String REFUNDS = list("""
            {"object": "refund", "id": "re_3", "status": "succeeded", "payment_intent": "pi_2", "amount": 20},
            {"object": "refund", "id": "re_2", "status": "failed", "payment_intent": "pi_2", "amount": 300},
            {"object": "refund", "id": "re_1", "status": "succeeded", "payment_intent": "pi_2", "amount": 1}""", false);

    private final AtomicInteger malformed = new AtomicInteger();
    private HttpServer server;
    private StripeHttp http;
    private StripeBooks books;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/payment_intents", exchange -> send(exchange, intents(exchange.getRequestURI())));
        server.createContext("/v1/refunds", exchange -> send(exchange, REFUNDS));
        server.start();
        var settings = SimulatedStripe.settings(URI.create("http://localhost:" + server.getAddress().getPort()),
                "sk_test_1", Duration.ofSeconds(8));
        http = new StripeHttp(settings.connectTimeout(), settings.readTimeout());
        books = new StripeBooks(StripeGateway.client(settings, http), Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private static String list(String data, boolean more) {
        return "{\"object\": \"list\", \"has_more\": %s, \"data\": [%s]}".formatted(more, data);
    }

    /// Two pages; the second holds something malformed as often as is asked for.
    private String intents(URI asked) {
        if (!asked.getQuery().contains("starting_after=pi_2")) {
            return list(PAID, true);
        }
        return list(malformed.getAndDecrement() > 0 ? MALFORMED + "," + OPEN : OPEN, false);
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void allIsRead() throws InterruptedException {
        assertThat(books.since(Instant.EPOCH)).containsExactly(
                new Booked("pi_2", UUID.fromString(ORDER), Booked.State.SUCCEEDED, 500, "EUR", 21),
                new Booked("pi_1", null, Booked.State.OPEN, 0, "EUR", 0));
    }

    @Test
    void readsAllPagesWithWhatWasRefunded() throws Exception {
        allIsRead();
    }

    @Test
    void readsAPageAgainThatMakesNoSense() throws Exception {
        malformed.set(2);
        allIsRead();
        assertThat(malformed).hasNegativeValue();
    }

    @Test
    void leavesOutWhatNeverMakesSense() throws Exception {
        malformed.set(Integer.MAX_VALUE);
        allIsRead();
    }
}
