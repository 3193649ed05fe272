package io.tillstream.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.api.identity.CartTokens;
import io.tillstream.api.identity.UserCartIds;
import io.tillstream.api.json.Json;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.publishing.StatusIds;

/// Other shops had carts and orders that others could read by their ids. Here every path with an id is tried, also those that somebody adds later.
class OthersCartsTest {

    private static final UUID GUESTS = UUID.fromString("f72422ef-bc19-8f62-9ef8-fc0800fae1c3");
    private static final UUID AYSES = new UserCartIds(RunningApi.SECRET).of(new UUID(1, 2), "ayse");
    private static final String OTHER_TOKEN = new CartTokens(RunningApi.SECRET).of(new UUID(3, 4));
    private static final String NOT_FOUND = """
            {"type":"urn:tillstream:problem:cart_not_found","title":"There is no such cart","status":404,\
            "detail":"No cart of yours has this id","code":"cart_not_found"}""";

    private static final String NO_ORDER = """
            {"type":"urn:tillstream:problem:order_not_found","title":"There is no such order","status":404,\
            "detail":"No order of yours has this number","code":"order_not_found"}""";

    /// What is for sale is everybody's.
    private static final Set<String> PUBLIC = Set.of("GET /products/{id}", "GET /images/{name}", "GET /page/{name}");
    private static final String MERGE = "POST /carts/{id}/merge";

    static Stream<String> pathsOfCarts() throws IOException {
        return Contract.operations().stream()
                .filter(operation -> operation.contains("{") && !PUBLIC.contains(operation) && !isOfStatus(operation));
    }

    static Stream<String> pathsOfStatus() throws IOException {
        return Contract.operations().stream()
                .filter(operation -> operation.contains("{") && isOfStatus(operation));
    }

    private static boolean isOfStatus(String operation) {
        return operation.startsWith("GET /commands/{id}") || operation.contains(" /checkouts/{id}");
    }

    @Test
    void triesAllThereIs() throws IOException {
        assertThat(pathsOfCarts()).hasSizeGreaterThanOrEqualTo(16).contains("GET /carts/{id}", MERGE,
                "GET /orders/{number}", "PUT /carts/{id}/shipping-address", "POST /carts/{id}/checkout");
        assertThat(pathsOfStatus()).hasSize(5).contains("POST /checkouts/{id}/cancel");
    }

    @ParameterizedTest
    @MethodSource("pathsOfCarts")
    void anothersCartAndOneThatDoesNotExistAreAnsweredAlike(String operation)
            throws IOException, InterruptedException {
        var beas = signIn("bea");
        var notFound = operation.equals("GET /orders/{number}") ? NO_ORDER : NOT_FOUND;
        for (var cart : List.of(GUESTS.toString(), AYSES.toString(), new UUID(5, 6).toString(), "1", "x%20y")) {
            if (!operation.equals(MERGE)) {
                is(notFound, call(operation, cart));
                is(notFound, call(operation, cart, "Cart-Token", OTHER_TOKEN));
                is(notFound, call(operation, cart, "Cart-Token", "x"));
            }
            is(notFound, call(operation, cart, "Authorization", beas));
            is(notFound, call(operation, cart, "Authorization", beas, "Cart-Token", OTHER_TOKEN));
        }
    }

    @Test
    void onlyAUserMergesCarts() throws IOException, InterruptedException {
        for (var cart : List.of(GUESTS.toString(), AYSES.toString(), "1")) {
            needsAUser(call(MERGE, cart));
            needsAUser(call(MERGE, cart, "Cart-Token", OTHER_TOKEN));
        }
    }

    @ParameterizedTest
    @MethodSource("pathsOfCarts")
    void aTokenThatIsNoGoodIsRefusedBeforeAnythingIsLookedAt(String operation)
            throws IOException, InterruptedException {
        for (var token : List.of("Bearer x", "Bearer ", "bearer a.b.c")) {
            var response = call(operation, AYSES.toString(), "Authorization", token);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).contains("\"code\":\"token_invalid\"");
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    /// Whoever holds a status id was given it; one that was not given out opens nothing.
    @ParameterizedTest
    @MethodSource("pathsOfStatus")
    void aStatusIdThatWasNotGivenOutOpensNothing(String operation) throws IOException, InterruptedException {
        var forged = new StatusIds("another secret of 32 characters...")
                .write(StatusId.of(StatusId.Kind.CHECKOUT, new UUID(1, 1), "ab".repeat(32), GUESTS, 0, 1));
        var bodies = new HashSet<String>();
        for (var id : List.of(forged, "AAAA", GUESTS.toString())) {
            var response = call(operation, id, "Authorization", signIn("bea"));
            assertThat(response.statusCode()).isEqualTo(404);
            bodies.add(response.body());
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void anotherSchemeThanBearerIsNotOurs() throws IOException, InterruptedException {
        is(NOT_FOUND, call("GET /carts/{id}", AYSES.toString(), "Authorization", "Basic YTpi"));
    }

    @Test
    void onlyAUserHasACartOfTheirOwn() throws IOException, InterruptedException {
        needsAUser(RunningApi.send("GET", "/carts/mine", ""));
    }

    private static void needsAUser(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"code\":\"token_missing\"");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"user\":\"\"}", "{\"user\":\"a\\u0000\"}"})
    void signsNobodyInWhoCannotBeAUser(String body) throws IOException, InterruptedException {
        var response = RunningApi.send("POST", "/sign-in", body, "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"user_invalid\"");
    }

    @Test
    void anOrderNumberThatCannotBeOneIsAnOrderThatIsNotThere() throws IOException, InterruptedException {
        var response = RunningApi.send("GET", "/orders/1", "", "Authorization", signIn("bea"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"code\":\"order_not_found\"");
    }

    private static String signIn(String user) throws IOException, InterruptedException {
        var response = RunningApi.send("POST", "/sign-in", "{\"user\":\"%s\"}".formatted(user), "Content-Type",
                "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return "Bearer " + Json.mapper().readTree(response.body()).get("token").asString();
    }

    private static HttpResponse<String> call(String operation, String id, String... headers)
            throws IOException, InterruptedException {
        var parts = operation.replace("{id}", id).replace("{number}", id).replace("{line}", "1").split(" ", 2);
        assertThat(parts[1]).as("say here what stands for it").doesNotContain("{");
        var all = Stream.concat(Stream.of(headers), Stream.of("Content-Type", "application/json", "Idempotency-Key",
                "2c1b9a52-8a4a-4b5b-9d5a-0123456789ab")).toArray(String[]::new);
        return RunningApi.send(parts[0], parts[1], parts[0].equals("GET") ? "" : "{}", all);
    }

    private static void is(String notFound, HttpResponse<String> response) {
        assertThat(response.body()).isEqualTo(notFound);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
