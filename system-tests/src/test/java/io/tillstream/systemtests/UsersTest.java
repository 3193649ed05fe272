package io.tillstream.systemtests;

import static io.tillstream.systemtests.Storefront.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.tillstream.systemtests.Storefront.Cart;

/// Users and their carts, beside those of guests.
class UsersTest {

    private static Shop shop;
    private static Storefront front;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
        front = new Storefront(shop, Map.of());
    }

    @AfterAll
    static void close() throws Exception {
        front.close();
        shop.close();
    }

    @Test
    void aUsersCartIsFoundAgainAfterSigningIn() throws Exception {
        var user = user();
        assertThat(front.send("GET", "/carts/mine", null, front.signIn(user)).statusCode()).isEqualTo(404);
        var older = front.usersCart(user);
        var cart = front.usersCart(user);
        var shirt = shop.sells("shirt", 2_000, 10);
        var added = json(front.add(cart, shirt, 2));

        var mine = front.send("GET", "/carts/mine", null, front.signIn(user));
        assertThat(json(mine)).isEqualTo(added.get("cart"));
        assertThat(json(mine).get("cart_id").asString()).isEqualTo(cart.id()).isNotEqualTo(older.id());
        assertThat(json(mine).get("user").asBoolean()).isTrue();
        assertThat(json(mine).path("expires_at").isMissingNode()).isTrue();
        assertThat(mine.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(front.read(cart)).isEqualTo(json(mine));

        var proof = cart.proof();
        var again = front.send("GET", "/carts/mine", null, proof[0], proof[1], "If-None-Match", "\"2\"");
        assertThat(again.statusCode()).as("the tag may be another cart's").isEqualTo(200);
    }

    @Test
    void aUserMayUseAnyKeyAndItIsTheirsAlone() throws Exception {
        var ayse = front.signIn(user());
        var first = front.send("POST", "/carts", "{\"currency\":\"USD\"}", ayse[0], ayse[1], "Idempotency-Key", "one");
        var again = front.send("POST", "/carts", "{\"currency\":\"USD\"}", ayse[0], ayse[1], "Idempotency-Key", "one");
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(again).get("cart_id")).isEqualTo(json(first).get("cart_id"));
        assertThat(json(first).path("cart_token").isMissingNode()).isTrue();

        var bea = front.signIn(user());
        var others = front.send("POST", "/carts", "{\"currency\":\"USD\"}", bea[0], bea[1], "Idempotency-Key", "one");
        assertThat(json(others).get("cart_id")).isNotEqualTo(json(first).get("cart_id"));
    }

    @Test
    void whoeverHasSeenAnOlderCartIsToldSo() throws Exception {
        var cart = front.guestsCart();
        var shirt = shop.sells("shirt", 2_000, 10);
        var body = "{\"sku\":\"%s\",\"quantity\":1}".formatted(shirt);
        var tag = front.call("GET", cart, "", null).headers().firstValue("ETag").orElseThrow();

        assertThat(front.call("POST", cart, "/items", body, "If-Match", tag).statusCode()).isEqualTo(200);
        var stale = front.call("POST", cart, "/items", body, "If-Match", tag);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(json(stale).get("code").asString()).isEqualTo("cart_changed");
        assertThat(json(stale).get("version").asInt()).isEqualTo(2);
        assertThat(front.call("POST", cart, "/items", body, "If-Match", "*").statusCode()).isEqualTo(200);
        assertThat(json(front.call("POST", cart, "/items", body, "If-Match", "soon")).get("code").asString())
                .isEqualTo("if_match_invalid");
    }

    @Test
    void whatIsSavedForLaterComesBack() throws Exception {
        var cart = front.guestsCart();
        var shirt = shop.sells("shirt", 2_000, 10);
        var line = json(front.add(cart, shirt, 2)).get("cart").get("lines").get(0).get("line_id").asString();

        var saved = json(front.call("POST", cart, "/items/" + line + "/save", null)).get("cart");
        assertThat(saved.get("lines")).isEmpty();
        assertThat(saved.get("saved").get(0).get("quantity").asInt()).isEqualTo(2);
        assertThat(saved.get("summary").get("total").asLong()).isZero();
        var moved = json(front.call("POST", cart, "/saved/" + line + "/move", null)).get("cart");
        assertThat(moved.get("summary").get("total").asLong()).isEqualTo(4_000);
        assertThat(moved.get("saved")).isEmpty();
        front.call("POST", cart, "/items/" + line + "/save", null);
        assertThat(json(front.call("DELETE", cart, "/saved/" + line, null)).get("cart").get("saved")).isEmpty();
        assertThat(front.call("DELETE", cart, "/saved/" + line, null).statusCode()).isEqualTo(404);
    }

    @Test
    void aGuestsCartIsHandedOverWhenTheGuestSignsIn() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var mug = shop.sells("mug", 900, 3);
        var guests = front.guestsCart();
        front.add(guests, shirt, 1);
        front.add(guests, mug, 2);
        var users = front.usersCart(user());
        var key = UUID.randomUUID().toString(); // of the user's cart, which a merge does not share
        front.call("POST", users, "/items", "{\"sku\":\"%s\",\"quantity\":2}".formatted(mug), "Idempotency-Key", key);

        var merged = merge(users, guests, key);
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
        var cart = json(merged).get("cart");
        assertThat(cart.get("cart_id").asString()).isEqualTo(users.id());
        assertThat(quantity(cart.get("lines"), shirt)).isEqualTo(1);
        assertThat(quantity(cart.get("lines"), mug)).isEqualTo(3);
        assertThat(quantity(cart.get("saved"), mug)).isEqualTo(1);
        assertThat(json(merged).get("merged").get("saved").get(0).get("sku").asString()).isEqualTo(mug);

        var again = merge(users, guests, key);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(again).get("merged")).isEqualTo(json(merged).get("merged"));
        assertThat(json(again).get("cart")).isEqualTo(cart);
        var status = front.send("GET", merged.headers().firstValue("Location").orElseThrow(), null);
        assertThat(json(status).get("merged")).isEqualTo(json(merged).get("merged"));
        Eventually.that("the guest's cart says where it went", () -> front.read(guests).get("status").asString()
                .equals("MERGED") && front.read(guests).get("merged_into").asString().equals(users.id()));
        assertThat(json(front.add(guests, shirt, 1)).get("code").asString()).isEqualTo("cart_not_active");
    }

    /// Nobody waits: the address says pending until the second lane has decided, never anything of the first.
    @Test
    void aMergeIsPendingUntilTheUsersCartHasDecided() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var guests = front.guestsCart();
        front.add(guests, shirt, 1);
        var users = front.usersCart(user());
        var taken = merge(users, guests, UUID.randomUUID().toString(), "Prefer", "respond-async");
        assertThat(taken.statusCode()).isEqualTo(202);

        var status = taken.headers().firstValue("Location").orElseThrow();
        Eventually.that("an outcome", () -> {
            var answer = json(front.send("GET", status, null));
            var pending = answer.get("status").asString().equals("pending");
            assertThat(pending || answer.has("merged")).as(answer.toString()).isTrue();
            return !pending;
        });
        assertThat(quantity(front.read(users).get("lines"), shirt)).isEqualTo(1);
    }

    @Test
    void cartsOfTwoCurrenciesStayAsTheyAre() throws Exception {
        var guests = front.guestsCart();
        front.add(guests, shop.sells("shirt", 2_000, 10), 1);
        var proof = front.signIn(user());
        var euros = new Cart(json(front.send("POST", "/carts", "{\"currency\":\"EUR\"}", proof)).get("cart_id")
                .asString(), proof);

        var refused = merge(euros, guests, UUID.randomUUID().toString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("code").asString()).isEqualTo("currency_mismatch");
        Eventually.that("the guest's cart is open again",
                () -> front.read(guests).get("status").asString().equals("ACTIVE"));
    }

    @Test
    void anOrderIsFoundByItsNumber() throws Exception {
        var users = front.usersCart(user());
        var order = bought(users);
        var number = order.get("number").asString();
        var said = number.toLowerCase(Locale.ROOT).replace("-", "");

        assertThat(json(front.send("GET", "/orders/" + said, null, users.proof())).get("order_id"))
                .isEqualTo(order.get("order_id"));
        for (var other : new String[][]{{}, front.signIn(user()), front.guestsCart().proof()}) {
            assertThat(json(front.send("GET", "/orders/" + number, null, other)).get("code").asString())
                    .isEqualTo("order_not_found");
        }
        var found = json(front.send("POST", "/orders/find",
                "{\"number\":\"%s\",\"email\":\"Buyer@Example.com\"}".formatted(said)));
        assertThat(found.get("order_id")).isEqualTo(order.get("order_id"));
        assertThat(found.has("payment")).isFalse();
        assertThat(front.send("POST", "/orders/find",
                "{\"number\":\"%s\",\"email\":\"other@example.com\"}".formatted(number)).statusCode()).isEqualTo(404);
    }

    @Test
    void aGuestsOrderIsFoundWithTheTokenOfItsCart() throws Exception {
        var guests = front.guestsCart();
        var order = bought(guests);
        assertThat(json(front.send("GET", "/orders/" + order.get("number").asString(), null, guests.proof()))
                .get("order_id")).isEqualTo(order.get("order_id"));
        assertThat(front.send("GET", "/orders/" + order.get("number").asString(), null, front.signIn(user()))
                .statusCode()).isEqualTo(404);
    }

    @Test
    void guessesAreBoundedPerUser() throws Exception {
        try (var strict = new Storefront(shop, Map.of("tillstream.guesses-per-client", 3))) {
            var cart = strict.usersCart(user());
            for (int i = 0; i < 3; i++) {
                assertThat(json(strict.call("PUT", cart, "/discount", "{\"code\":\"GUESS%d\"}".formatted(i)))
                        .get("code").asString()).isEqualTo("discount_not_applicable");
            }
            var refused = strict.call("PUT", cart, "/discount", "{\"code\":\"GUESS4\"}");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(json(refused).get("code").asString()).isEqualTo("too_many_guesses");
            assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 601);
            var other = strict.usersCart(user());
            assertThat(json(strict.call("PUT", other, "/discount", "{\"code\":\"GUESS5\"}")).get("code").asString())
                    .isEqualTo("discount_not_applicable");
        }
    }

    @Test
    void guessesAreBoundedWithoutRedisToo() throws Exception {
        try (var strict = new Storefront(shop, Map.of("tillstream.guesses-per-client", 2, "tillstream.redis.url",
                "redis://127.0.0.1:1"))) {
            var cart = strict.usersCart(user());
            for (int i = 0; i < 2; i++) {
                strict.call("PUT", cart, "/discount", "{\"code\":\"GUESS%d\"}".formatted(i));
            }
            assertThat(strict.call("PUT", cart, "/discount", "{\"code\":\"GUESS4\"}").statusCode()).isEqualTo(429);
        }
    }

    private static JsonNode bought(Cart cart) throws Exception {
        front.call("PUT", cart, "/contact", "{\"email\":\"buyer@example.com\"}");
        front.add(cart, shop.sells("shirt", 2_000, 10), 1);
        var status = front.call("POST", cart, "/checkout", "{\"payment_method\":\"pm_card_visa\"}").headers()
                .firstValue("Location").orElseThrow();
        Eventually.that("a confirmed order",
                () -> json(front.send("GET", status, null)).get("status").asString().equals("CONFIRMED"));
        return json(front.send("GET", status, null));
    }

    private static HttpResponse<String> merge(Cart users, Cart guests, String key, String... headers)
            throws Exception {
        var body = "{\"guest_cart_id\":\"%s\",\"guest_cart_token\":\"%s\"}".formatted(guests.id(), guests.proof()[1]);
        var all = Stream.concat(Stream.of("Idempotency-Key", key),
                Stream.of(headers)).toArray(String[]::new);
        return front.call("POST", users, "/merge", body, all);
    }

    private static int quantity(JsonNode lines, String sku) {
        for (var line : lines) {
            if (line.get("sku").asString().equals(sku)) {
                return line.get("quantity").asInt();
            }
        }
        return 0;
    }

    private static String user() {
        return "user-" + UUID.randomUUID();
    }
}
