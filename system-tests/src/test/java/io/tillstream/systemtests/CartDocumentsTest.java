package io.tillstream.systemtests;

import static io.tillstream.systemtests.Storefront.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.api.identity.CartTokens;
import io.tillstream.api.identity.UserCartIds;
import io.tillstream.api.view.CartView;
import io.tillstream.event.CartEvent;
import io.tillstream.schemas.Topics;
import io.tillstream.systemtests.Storefront.Cart;

/// A cart is the same document wherever it is read, and nobody's but its owner's.
class CartDocumentsTest {

    private static Shop shop;
    private static Storefront front;
    private static Storefront tables;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
        front = new Storefront(shop, Map.of());
        tables = Storefront.ofTables(shop);
    }

    @AfterAll
    static void close() throws Exception {
        tables.close();
        front.close();
        shop.close();
    }

    @Test
    void theTablesTellOfACartWhatItsEventTells() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var mug = shop.sells("mug", 900, 10);
        for (var cart : List.of(front.guestsCart(), front.usersCart("user-" + UUID.randomUUID()))) {
            same(cart);
            var line = json(front.add(cart, shirt, 3)).get("cart").get("lines").get(0).get("line_id").asString();
            same(cart);
            front.call("POST", cart, "/items",
                    "{\"sku\":\"%s\",\"quantity\":2,\"options\":{\"wrap\":\"red\",\"engraving\":\"Ay\\u015fe\"}}"
                            .formatted(mug));
            front.add(cart, mug, 1);
            same(cart);
            front.call("PUT", cart, "/contact", "{\"email\":\"buyer@example.com\"}");
            front.call("PUT", cart, "/shipping-address",
                    "{\"name\":\"A\",\"lines\":[\"1 High St\"],\"city\":\"X\",\"region\":\"CA\",\"postcode\":\"94110\",\"country\":\"US\"}");
            front.call("PUT", cart, "/shipping-method", "{\"method\":\"express\"}");
            same(cart);
            front.call("POST", cart, "/items/" + line + "/save", null);
            same(cart);
            front.call("POST", cart, "/checkout", "{\"payment_method\":\"pm_card_visa\"}");
            same(cart);
        }
    }

    /// The last event of the cart, as the view shows it, and PostgreSQL.
    private static void same(Cart cart) throws IOException, InterruptedException {
        Eventually.that("the same from the tables, the event and Redis", () -> {
            var stored = (ObjectNode) tables.read(cart);
            var cached = (ObjectNode) front.read(cart);
            var compared = stored.remove("changes");
            cached.remove("changes");
            var told = JsonMapper.shared().readTree(CartView.of(lastEvent(cart)).json());
            return compared != null && compared.isEmpty() && stored.equals(told) && cached.equals(told);
        });
    }

    private static CartEvent lastEvent(Cart cart) {
        return shop.read(Topics.CART_EVENTS).stream().filter(event -> event.getCartId().equals(cart.id()))
                .max(Comparator.comparingLong(CartEvent::getVersion)).orElseThrow();
    }

    @Test
    void aCartSaysWhatHasChangedSinceItsLinesWereAdded() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var cart = front.guestsCart();
        front.add(cart, shirt, 3);
        shop.database.update("update product set price = 2500 where product_id = ?",
                shirt.toLowerCase(Locale.ROOT));
        shop.database.update("update product_variant set stock = 1 where sku = ?", shirt);

        Eventually.that("dearer and short", () -> changes(front.read(cart))
                .equals(Set.of("price_increased 2000 2500", "short_of_stock 3 1")));
        var tag = front.call("GET", cart, "", null).headers().firstValue("ETag").orElseThrow();
        assertThat(front.call("GET", cart, "", null, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(front.call("GET", cart, "", null, "If-None-Match", "\"2\"").statusCode()).isEqualTo(200);
        assertThat(front.call("PUT", cart, "/contact", "{\"email\":\"a@example.com\"}", "If-Match", tag).statusCode())
                .isEqualTo(200);
        shop.database.update("update product_variant set active = false where sku = ?", shirt);
        Eventually.that("not sold", () -> changes(front.read(cart)).equals(Set.of("not_sold null null")));
    }

    private static Set<String> changes(JsonNode cart) {
        var changes = new HashSet<String>();
        cart.get("changes").forEach(change -> changes.add("%s %s %s".formatted(change.get("change").asString(),
                amount(change, "old_price", "requested"), amount(change, "new_price", "available"))));
        return changes;
    }

    private static String amount(JsonNode change, String name, String other) {
        return String.valueOf(change.has(name) ? change.get(name) : change.get(other));
    }

    /// Other shops had carts that others could read by their ids. Whatever is tried, the answer is the same to the byte.
    @Test
    void nobodyElseGetsAnythingOfACart() throws Exception {
        var user = "user-" + UUID.randomUUID();
        var users = front.usersCart(user);
        var guests = front.guestsCart();
        var never = new CartTokens(Storefront.SECRET).of(new UUID(8, 9));
        var neverUsers = new UserCartIds(Storefront.SECRET).of(UUID.randomUUID(), user).toString();
        var stranger = front.signIn("user-" + UUID.randomUUID());
        var othersGuest = front.guestsCart().proof();
        var bodies = new HashSet<String>();
        for (var operation : operationsOnCarts()) {
            bodies.add(tried(operation, new Cart(guests.id(), stranger)));
            bodies.add(tried(operation, new Cart(guests.id(), users.proof())));
            bodies.add(tried(operation, new Cart(users.id(), stranger)));
            bodies.add(tried(operation, new Cart(UUID.randomUUID().toString(), stranger)));
            bodies.add(tried(operation, new Cart(neverUsers, users.proof())));
            if (!operation.endsWith("/merge")) { // for users alone
                bodies.add(tried(operation, new Cart(guests.id(), othersGuest)));
                bodies.add(tried(operation, new Cart(guests.id())));
                bodies.add(tried(operation, new Cart(users.id(), guests.proof())));
                bodies.add(tried(operation, new Cart(users.id())));
                bodies.add(tried(operation, new Cart(new UUID(8, 9).toString(), "Cart-Token", never)));
            }
        }
        assertThat(bodies).singleElement().asString().contains("\"code\":\"cart_not_found\"");
    }

    /// Not while the processor runs: other carts would not be shipped for nothing any more.
    @Test
    void theWaysOfShippingAreThoseOfTheNearestArea() throws Exception {
        var cart = front.guestsCart();
        front.call("PUT", cart, "/shipping-address",
                "{\"name\":\"A\",\"lines\":[\"1\"],\"city\":\"X\",\"region\":\"ca\",\"postcode\":\"941-10\",\"country\":\"US\"}");
        shop.shut();
        try {
            shop.database.execute("""
                    insert into shipping_zone (zone_id) values ('world'), ('bay');
                    insert into shipping_area (zone_id, country, region, postcode_prefix) values
                        ('world', '', '', ''), ('world', 'US', 'CA', '94'), ('bay', 'US', '', '941'), ('world', 'DE', '', '94110');
                    insert into shipping_method (zone_id, method, currency, position, price, free_from) values
                        ('bay', 'express', 'USD', 2, 900, null), ('bay', 'standard', 'USD', 1, 500, 5000),
                        ('bay', 'standard', 'EUR', 1, 400, null), ('world', 'standard', 'USD', 1, 1900, null)""");
            assertThat(front.call("GET", cart, "/shipping-methods", null).body()).isEqualTo(
                    "[{\"method\":\"standard\",\"price\":500,\"free_from\":5000},{\"method\":\"express\",\"price\":900}]");
            assertThat(front.call("GET", front.guestsCart("respond-async"), "/shipping-methods", null).statusCode())
                    .as("nobody has made it").isEqualTo(404);
        } finally {
            shop.database.execute("delete from shipping_method; delete from shipping_area; delete from shipping_zone");
            shop.open();
        }
        assertThat(front.call("GET", front.guestsCart(), "/shipping-methods", null).body()).isEqualTo("[]");
    }

    /// An expired one is as good as none, wherever it is read.
    @Test
    void anExpiredCartIsNotFound() throws Exception {
        var cart = front.guestsCart();
        assertThat(front.read(cart).get("expires_at").asString()).isNotEmpty();
        shop.database.update("update cart set expires_at = now() - interval '1 second' where cart_id = ?::uuid",
                cart.id());
        assertThat(tables.call("GET", cart, "", null).statusCode()).isEqualTo(404);
        assertThat(tried("PUT /carts/{id}/contact", cart)).contains("cart_not_found");
    }

    private static String tried(String operation, Cart cart) throws IOException, InterruptedException {
        var parts = operation.split(" ", 2);
        var path = parts[1].replace("/carts/{id}", "").replace("{line}", "1");
        var response = front.call(parts[0], cart, path, body(operation));
        assertThat(response.statusCode()).as(operation + " " + response.body()).isEqualTo(404);
        return response.body();
    }

    /// What would be right, if the cart were theirs.
    private static String body(String operation) {
        return switch (operation.substring(operation.lastIndexOf('/') + 1)) {
            case "items" -> "{\"sku\":\"S\",\"quantity\":1}";
            case "{line}" -> "{\"quantity\":1}";
            case "contact" -> "{\"email\":\"a@example.com\"}";
            case "discount" -> "{\"code\":\"C\"}";
            case "shipping-address" -> "{\"name\":\"A\",\"lines\":[\"1\"],\"city\":\"X\",\"country\":\"DE\"}";
            case "shipping-method" -> "{\"method\":\"express\"}";
            case "checkout" -> "{\"payment_method\":\"pm_card_visa\"}";
            case "merge" -> "{\"guest_cart_id\":\"%s\",\"guest_cart_token\":\"x\"}".formatted(new UUID(8, 9));
            default -> "";
        };
    }

    private static List<String> operationsOnCarts() throws IOException {
        try (InputStream in = CartView.class.getResourceAsStream("/openapi.yaml")) {
            Map<String, Map<String, Map<String, ?>>> contract = new Yaml().load(in);
            return contract.getOrDefault("paths", Map.of()).entrySet().stream()
                    .filter(path -> path.getKey().startsWith("/carts/{id}"))
                    .flatMap(path -> operations(path.getKey(), path.getValue().keySet())).toList();
        }
    }

    private static Stream<String> operations(String path, Set<String> methods) {
        return methods.stream().map(method -> method.toUpperCase(Locale.ROOT) + " " + path);
    }
}
