package io.tillstream.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A storefront that speaks HTTP, as its maker was told to: what has no answer is sent again with the same key.
final class Buyer {

    private static final Set<Integer> SEND_AGAIN = Set.of(500, 502, 503, 504);

    private final HttpClient http;
    private final URI shop;

    Buyer(HttpClient http, URI shop) {
        this.http = http;
        this.shop = shop;
    }

    /// A checkout that was accepted: the broker has it.
    ///
    /// @param status where its state can be asked for
    record Accepted(String cart, String status) {}

    Accepted buys(String sku, int quantity) throws InterruptedException {
        var cart = post("/carts", "", "{\"currency\":\"USD\"}").body();
        var id = cart.get("cart_id").asString();
        var token = cart.get("cart_token").asString();
        post("/carts/" + id + "/items", token, "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity));
        return new Accepted(id,
                post("/carts/" + id + "/checkout", token, "{\"payment_method\":\"pm_card_visa\"}").location());
    }

    private record Answer(JsonNode body, String location) {}

    private Answer post(String path, String token, String json) throws InterruptedException {
        var request = HttpRequest.newBuilder(shop.resolve(path)).timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString()).header("Cart-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString(json)).build();
        while (true) {
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 202) {
                    return new Answer(JsonMapper.shared().readTree(response.body()),
                            response.headers().firstValue("Location").orElse(""));
                }
                if (!SEND_AGAIN.contains(response.statusCode())) {
                    throw new AssertionError(
                            path + " was answered with " + response.statusCode() + " " + response.body());
                }
            } catch (IOException _) {
                // no answer: nobody knows, so the same again
            }
            Thread.sleep(200);
        }
    }
}
