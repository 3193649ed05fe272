package io.tillstream.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.api.CartApi;

/// A running `cart-api`, and whoever calls it. Calls wait for their outcome.
final class Storefront implements AutoCloseable {

    static final String SECRET = "a secret of at least thirty-two characters";

    private final ConfigurableApplicationContext api;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    /// @param more settings
    Storefront(Shop shop, Map<String, Object> more) {
        var settings = new HashMap<>(shop.settings());
        settings.put("tillstream.redis.url", Parts.cache().url().toString());
        settings.put("tillstream.secret", SECRET);
        settings.put("tillstream.users.key", "a key of at least thirty-two characters");
        settings.put("tillstream.sign-in", true);
        settings.put("tillstream.instance", "storefront-" + UUID.randomUUID().toString().substring(0, 8));
        settings.put("server.port", 0);
        settings.putAll(more);
        api = CartApi.start(settings);
        base = "http://127.0.0.1:" + api.getEnvironment().getProperty("local.server.port");
    }

    /// One that has the tables only: it shows what PostgreSQL holds, and takes no part in feeding Redis.
    static Storefront ofTables(Shop shop) {
        return new Storefront(shop, Map.of("tillstream.redis.url", "redis://127.0.0.1:1",
                "tillstream.kafka.bootstrap-servers", "127.0.0.1:1"));
    }

    /// A cart and what opens it, as headers.
    record Cart(String id, String... proof) {}

    Cart guestsCart() throws IOException, InterruptedException {
        return guestsCart("wait=20");
    }

    Cart guestsCart(String preference) throws IOException, InterruptedException {
        var created = json(send("POST", "/carts", "{\"currency\":\"USD\"}", "Prefer", preference));
        return new Cart(created.get("cart_id").asString(), "Cart-Token", created.get("cart_token").asString());
    }

    Cart usersCart(String user) throws IOException, InterruptedException {
        var proof = signIn(user);
        var created = json(send("POST", "/carts", "{\"currency\":\"USD\"}", proof));
        return new Cart(created.get("cart_id").asString(), proof);
    }

    /// Headers of a user.
    String[] signIn(String user) throws IOException, InterruptedException {
        var signedIn = json(send("POST", "/sign-in", "{\"user\":\"%s\"}".formatted(user)));
        return new String[]{"Authorization", "Bearer " + signedIn.get("token").asString()};
    }

    /// @param path below the cart's
    HttpResponse<String> call(String method, Cart cart, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        var all = Stream.concat(Stream.of(cart.proof()), Stream.of(headers)).toArray(String[]::new);
        return send(method, "/carts/" + cart.id() + path, body, all);
    }

    HttpResponse<String> add(Cart cart, String sku, int quantity) throws IOException, InterruptedException {
        return call("POST", cart, "/items", "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity));
    }

    JsonNode read(Cart cart) throws IOException, InterruptedException {
        return json(call("GET", cart, "", null));
    }

    /// @param headers name, value, name, value; a random key unless they have one
    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, publisher)
                .setHeader("Content-Type", "application/json").setHeader("Prefer", "wait=20")
                .setHeader("Idempotency-Key", UUID.randomUUID().toString());
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
        api.close();
    }
}
