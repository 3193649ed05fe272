package io.tillstream.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.tillstream.api.identity.CartTokens;
import io.tillstream.api.json.Json;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.publishing.StatusIds;

/// What a request gets that cannot be served, from a server that has nothing behind it.
class HttpErrorsTest {

    private static final UUID CART = UUID.fromString("f72422ef-bc19-8f62-9ef8-fc0800fae1c3");
    private static final String ITEMS = "/carts/" + CART + "/items";
    private static final String TOKEN = new CartTokens(RunningApi.SECRET).of(CART);
    private static final String KEY = "2c1b9a52-8a4a-4b5b-9d5a-0123456789ab";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"sku\":\"S\"                                | 400 | malformed_json",
            "{\"sku\":\"S\",\"sku\":\"T\",\"quantity\":1}  | 400 | malformed_json",
            "{'sku':'S','quantity':1}                      | 400 | malformed_json",
            "{\"sku\":\"S\",\"quantity\":1,\"price\":1}    | 400 | unknown_property",
            "{\"sku\":\"S\",\"quantity\":\"1\"}            | 400 | wrong_type",
            "{\"sku\":\"S\",\"quantity\":1.5}              | 400 | wrong_type",
            "{\"sku\":\"S\",\"quantity\":99999999999999}   | 400 | wrong_type",
            "{\"sku\":7,\"quantity\":1}                    | 400 | wrong_type",
            "{\"sku\":true,\"quantity\":1}                 | 400 | wrong_type",
            "{\"sku\":\"S\",\"quantity\":1,\"options\":[]} | 400 | wrong_type",
            "{\"sku\":\"S\",\"quantity\":1,\"options\":{\"a\":{\"b\":\"c\"}}} | 400 | wrong_type",
            "[]                                            | 400 | wrong_type",
            "{\"sku\":\"S\",\"quantity\":1} {}             | 400 | wrong_type",
            "null                                          | 400 | body_missing",
            "{\"quantity\":1}                              | 400 | property_missing",
            "{\"sku\":\"\",\"quantity\":1}                 | 400 | sku_invalid",
            "{\"sku\":\"S\",\"quantity\":0}                | 422 | quantity_out_of_range"})
    void refusesABodyThatIsNotWhatItShouldBe(String body, int status, String code)
            throws IOException, InterruptedException {
        isProblem(add(body, "Cart-Token", TOKEN), status, code);
    }

    @Test
    void namesThePropertyThatIsNotKnown() throws IOException, InterruptedException {
        var problem = isProblem(add("{\"sku\":\"S\",\"quantity\":1,\"unit_price\":1}", "Cart-Token", TOKEN), 400,
                "unknown_property");

        assertThat(problem.get("property").asString()).isEqualTo("unit_price");
    }

    @Test
    void tellsNoNamesOfClasses() throws IOException, InterruptedException {
        assertThat(add("{\"sku\":\"S\",\"quantity\":[]}", "Cart-Token", TOKEN).body()).doesNotContain("tillstream.api")
                .doesNotContain("java.");
    }

    @Test
    void refusesABodyThatIsTooLargeWhateverItsHeadersSay() throws IOException, InterruptedException {
        isProblem(add("{\"sku\":\"" + "S".repeat(70_000) + "\"}", "Cart-Token", TOKEN), 413, "body_too_large");
    }

    @Test
    void refusesADeepBodyWithoutReadingItAll() throws IOException, InterruptedException {
        isProblem(add("{\"sku\":" + "[".repeat(30_000), "Cart-Token", TOKEN), 400, "wrong_type");
    }

    @Test
    void refusesAMissingBody() throws IOException, InterruptedException {
        isProblem(add("", "Cart-Token", TOKEN), 400, "body_missing");
    }

    @Test
    void refusesABodyOfAnotherType() throws IOException, InterruptedException {
        isProblem(RunningApi.send("POST", ITEMS, "sku=S", "Content-Type", "application/x-www-form-urlencoded",
                "Idempotency-Key", KEY, "Cart-Token", TOKEN), 415, "media_type_unsupported");
    }

    static Stream<String> changes() throws IOException {
        return Contract.operations().stream()
                .filter(operation -> operation.matches("(POST|PUT|PATCH|DELETE) /(carts|checkouts).*"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusesEveryChangeWithoutAKey(String operation) throws IOException, InterruptedException {
        var parts = operation.replace("{id}", CART.toString()).replace("{line}", "1").split(" ", 2);
        isProblem(RunningApi.send(parts[0], parts[1], "{}", "Content-Type", "application/json", "Cart-Token", TOKEN),
                400, "idempotency_key_missing");
    }

    /// Nobody learns from a status which carts exist: eShop and Medusa had others' carts readable by id.
    @ParameterizedTest
    @ValueSource(strings = {"POST /carts/%s/items {\"sku\":\"S\",\"quantity\":1}",
            "PATCH /carts/%s/items/1 {\"quantity\":1}", "DELETE /carts/%s/items/1 ",
            "PUT /carts/%s/contact {\"email\":\"a@b\"}", "POST /carts/%s/checkout {\"payment_method\":\"pm\"}",
            "GET /carts/%s "})
    void saysNotFoundToWhoeverHasNoTokenOrAnothers(String request) throws IOException, InterruptedException {
        var parts = request.formatted(CART).split(" ", 3);
        var other = new CartTokens(RunningApi.SECRET).of(new UUID(1, 2));

        for (var token : new String[]{"x", other}) {
            isProblem(RunningApi.send(parts[0], parts[1], parts[2], "Content-Type", "application/json",
                    "Idempotency-Key", KEY, "Cart-Token", token), 404, "cart_not_found");
        }
        isProblem(RunningApi.send(parts[0], parts[1], parts[2], "Content-Type", "application/json", "Idempotency-Key",
                KEY), 404, "cart_not_found");
    }

    @Test
    void saysNotFoundToAMadeUpStatusId() throws IOException, InterruptedException {
        isProblem(RunningApi.send("GET", "/commands/AAAA", ""), 404, "command_not_found");
        isProblem(RunningApi.send("GET", "/checkouts/AAAA", ""), 404, "checkout_not_found");
        isProblem(RunningApi.send("GET", "/checkouts/AAAA/events", "", "Accept", "text/event-stream"), 404,
                "checkout_not_found");
        isProblem(RunningApi.send("GET", "/checkouts/AAAA/records", "", "Accept", "text/event-stream"), 404,
                "checkout_not_found");
    }

    @Test
    void showsNoCheckoutForTheIdOfAnotherCommand() throws IOException, InterruptedException {
        var id = new StatusIds(RunningApi.SECRET)
                .write(StatusId.of(StatusId.Kind.COMMAND, new UUID(1, 1), "ab".repeat(32), CART, 0, 1));

        isProblem(RunningApi.send("GET", "/checkouts/" + id, ""), 404, "checkout_not_found");
    }

    /// Whose the order is stands in PostgreSQL.
    @Test
    void cancelsNothingWhenPostgresqlDoesNotAnswer() throws IOException, InterruptedException {
        var id = new StatusIds(RunningApi.SECRET)
                .write(StatusId.of(StatusId.Kind.CHECKOUT, new UUID(1, 1), "ab".repeat(32), CART, 0, 1));

        isProblem(RunningApi.send("POST", "/checkouts/" + id + "/cancel", "", "Idempotency-Key", KEY), 503,
                "service_unavailable");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException, InterruptedException {
        isProblem(RunningApi.send("GET", "/nothing", ""), 404, "not_found");
        isProblem(RunningApi.send("GET", "/page/nothing.js", ""), 404, "not_found");
        isProblem(RunningApi.send("GET", "/images/nothing.svg", ""), 404, "image_not_found");
        isProblem(RunningApi.send("GET", "/images/..%5Ccart-api.yml", ""), 400, "bad_request");
        isProblem(RunningApi.send("GET", "/images/cart-api.yml", ""), 404, "image_not_found");
        isProblem(RunningApi.send("GET", "/products?limit=0", ""), 400, "parameter_invalid");
        isProblem(RunningApi.send("GET", "/products?limit=x", ""), 400, "parameter_invalid");
        isProblem(RunningApi.send("GET", "/openapi.yaml", "", "Accept", "image/png"), 406, "not_acceptable");
    }

    @Test
    void refusesAnotherMethodAndNamesThoseThereAre() throws IOException, InterruptedException {
        var response = RunningApi.send("DELETE", "/carts", "");

        isProblem(response, 405, "method_not_allowed");
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void refusesBadPreferencesAndKeys() throws IOException, InterruptedException {
        isProblem(add("{\"sku\":\"S\",\"quantity\":1}", "Cart-Token", TOKEN, "Prefer", "wait=31"), 400,
                "prefer_invalid");
        isProblem(RunningApi.send("POST", "/carts", "{\"currency\":\"EUR\"}", "Content-Type", "application/json",
                "Idempotency-Key", "order-1"), 400, "idempotency_key_not_random");
        isProblem(RunningApi.send("POST", "/carts", "{\"currency\":\"EUR\"}", "Content-Type", "application/json",
                "Idempotency-Key", "a b"), 400, "idempotency_key_invalid");
        isProblem(add("{\"sku\":\"S\",\"quantity\":1}", "Cart-Token", TOKEN, "If-Match", "7"), 400, "if_match_invalid");
    }

    @Test
    void saysThatNothingWasSentWhenTheRegistryDoesNotAnswer() throws IOException, InterruptedException {
        var response = add("{\"sku\":\"S\",\"quantity\":1}", "Cart-Token", TOKEN);

        var problem = isProblem(response, 503, "service_unavailable");
        assertThat(problem.get("detail").asString()).contains("same Idempotency-Key");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void saysThatItCannotReadWhenPostgresqlAndRedisDoNotAnswer() throws IOException, InterruptedException {
        isProblem(RunningApi.send("GET", "/carts/" + CART, "", "Cart-Token", TOKEN), 503, "service_unavailable");
        isProblem(RunningApi.send("GET", "/products", ""), 503, "service_unavailable");
    }

    @Test
    void tellsWhichPartsDoNotAnswer() throws IOException, InterruptedException {
        var response = RunningApi.send("GET", "/health", "");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"down\",\"kafka\":\"down\",\"postgresql\":\"down\",\"redis\":\"down\"}");
    }

    /// The container answers this one itself, before any of our code.
    @Test
    void givesNoPageAboutItselfForARequestThatIsNotHttp() throws IOException {
        try (var socket = new Socket("localhost", RunningApi.port())) {
            socket.getOutputStream().write("GET /{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Tomcat").doesNotContain("java.");
        }
    }

    private static HttpResponse<String> add(String body, String... headers) throws IOException, InterruptedException {
        var all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        all[2] = "Idempotency-Key";
        all[3] = KEY;
        return RunningApi.send("POST", ITEMS, body, all);
    }

    private static JsonNode isProblem(HttpResponse<String> response, int status, String code) {
        var body = Json.mapper().readTree(response.body());
        assertThat(body.path("code").asString("")).as(response.body()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return body;
    }
}
