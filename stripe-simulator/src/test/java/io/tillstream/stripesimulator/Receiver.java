package io.tillstream.stripesimulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;

import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;
import io.tillstream.stripesimulator.http.Server;

/// A merchant's webhook: keeps what comes, and answers as told.
final class Receiver implements AutoCloseable {

    record Received(String payload, String signature) {

        String type() {
            return Json.MAPPER.readTree(payload).get("type").asString();
        }

        String id() {
            return Json.MAPPER.readTree(payload).get("id").asString();
        }
    }

    private final Server server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    Receiver() {
        try {
            server = Server.open("127.0.0.1", 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.serve(this::take);
    }

    private Response take(Request request) {
        received.add(new Received(request.text(), String.valueOf(request.header("Stripe-Signature"))));
        return Response.empty(refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 200, Map.of());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(server.port()));
    }

    /// The next ones are answered with 503.
    void refuse(int times) {
        refusals.set(times);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    List<Received> await(int count) {
        Awaitility.await().until(() -> received.size() >= count);
        return received();
    }

    @Override
    public void close() {
        server.close();
    }
}
