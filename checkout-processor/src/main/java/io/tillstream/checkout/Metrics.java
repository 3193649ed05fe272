package io.tillstream.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;

/// What this process counts, for Prometheus to read at `/metrics`.
final class Metrics implements AutoCloseable {

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final @Nullable HttpServer server;

    /// @param port null: nobody reads it
    Metrics(@Nullable Integer port) {
        server = port == null ? null : serve(port);
    }

    private HttpServer serve(int port) {
        try {
            var started = HttpServer.create(new InetSocketAddress(port), 0);
            started.createContext("/metrics", this::answer);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "tillstream.metrics.port is %d, and this port is taken: set another".formatted(port), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        registry.close();
    }
}
