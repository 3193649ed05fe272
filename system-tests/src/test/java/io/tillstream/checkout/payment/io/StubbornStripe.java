package io.tillstream.checkout.payment.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Pays whatever it is asked for at once, but answers 429 for ever for some orders. Counts how often it was asked to create each.
final class StubbornStripe implements AutoCloseable {

    private static final Pattern ORDER = Pattern.compile("metadata\\[order_id]=([0-9a-f-]+)");
    private static final Pattern CONFIRM = Pattern.compile("/v1/payment_intents/([^/]+)/confirm");

    final Set<String> stubborn = ConcurrentHashMap.newKeySet();
    final Map<String, Integer> creates = new ConcurrentHashMap<>();
    private final HttpServer server;

    StubbornStripe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
            var confirm = CONFIRM.matcher(exchange.getRequestURI().getPath());
            if (confirm.matches()) {
                send(exchange, 200, intent(confirm.group(1), "succeeded"));
                return;
            }
            var order = ORDER.matcher(body);
            if (!order.find()) {
                send(exchange, 404, "{\"error\": {\"type\": \"invalid_request_error\"}}");
                return;
            }
            creates.merge(order.group(1), 1, Integer::sum);
            if (stubborn.contains(order.group(1))) {
                send(exchange, 429, "{\"error\": {\"type\": \"invalid_request_error\", \"code\": \"rate_limit\"}}");
            } else {
                send(exchange, 200, intent("pi_" + order.group(1), "requires_payment_method"));
            }
        }
    }

    private static String intent(String id, String status) {
        return """
                {"object": "payment_intent", "id": "%s", "status": "%s", "currency": "eur", "amount_received": 100,
                 "client_secret": "secret"}""".formatted(id, status);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
