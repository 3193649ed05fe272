package io.tillstream.systemtests;

import static io.tillstream.systemtests.Storefront.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.command.CancelPromotion;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.SetPromotion;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;
import io.tillstream.schemas.Topics;

/// What a product costs before it is in a cart.
class ProductPricesTest {

    private static final Instant END = Instant.parse("2999-01-01T00:00:00Z");

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
    void aPromotionIsShownWithTheRegularAndTheLowestPrice() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var product = shirt.toLowerCase(Locale.ROOT);
        is(product, 2_000, "base", 2_000, "\"lowest_price\":2000");
        say(product, new SetPromotion("sale", List.of(shirt), 1_500L, Instant.EPOCH, END));
        is(product, 1_500, "promotion", 2_000, "\"lowest_price\":2000,\"promotion_ends_at\":\"2999-01-01T00:00:00Z\"");
        assertThat(json(front.add(front.guestsCart(), shirt, 1)).get("cart").get("lines").get(0).get("unit_price")
                .asLong()).as("what is charged").isEqualTo(1_500);

        say(product, new CancelPromotion("sale"));
        is(product, 2_000, "base", 2_000, "\"lowest_price\":1500");
    }

    @Test
    void aPriceOfAVariantsOwnIsItsRegularPriceAndWhatIsToComeCountsForNothing() throws Exception {
        var mug = shop.sells("mug", 900, 10);
        var product = mug.toLowerCase(Locale.ROOT);
        say(product, new UpsertProduct("mug", "", "USD", 900L, "mug.svg", true,
                List.of(new Variant(mug, Map.of(), 800L, null))));
        say(product, new SetPromotion("later", List.of(mug), 1L, END.minus(Duration.ofDays(1)), END));

        is(product, 800, "override", 800, "\"lowest_price\":800");
        assertThat(read(product).get("image").asString()).isEqualTo("/images/mug.svg");
    }

    private static void say(String product, SpecificRecord body) {
        var _ = shop.send(Topics.CATALOG_COMMANDS, product,
                new CatalogCommand(UUID.randomUUID().toString(), product, body));
    }

    /// The same in the list.
    private static void is(String product, long price, String origin, long regular, String more) {
        var wanted = JsonMapper.shared().readTree("{\"price\":%d,\"price_origin\":\"%s\",\"regular_price\":%d,%s}"
                .formatted(price, origin, regular, more));
        Eventually.that(wanted.toString(), () -> prices(read(product)).equals(wanted)
                && prices(listed(product)).equals(wanted));
    }

    private static JsonNode prices(JsonNode product) {
        var variant = product.get("variants").get(0).deepCopy();
        ((ObjectNode) variant).remove(List.of("sku", "attributes", "image", "stock"));
        return variant;
    }

    private static JsonNode read(String product) throws Exception {
        return json(front.send("GET", "/products/" + product, null));
    }

    private static JsonNode listed(String product) throws Exception {
        for (var each : json(front.send("GET", "/products", null)).get("products")) {
            if (each.get("product_id").asString().equals(product)) {
                return each;
            }
        }
        throw new AssertionError("not listed: " + product);
    }
}
