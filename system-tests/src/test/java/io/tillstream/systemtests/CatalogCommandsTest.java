package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tillstream.command.Area;
import io.tillstream.command.CancelPromotion;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.CommandOutcome;
import io.tillstream.command.CorrectStock;
import io.tillstream.command.DeactivateDiscount;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.RemoveShippingZone;
import io.tillstream.command.SetPromotion;
import io.tillstream.command.SetShippingAddress;
import io.tillstream.command.SetShippingZone;
import io.tillstream.command.SetTaxRates;
import io.tillstream.command.ShippingMethod;
import io.tillstream.command.TaxRate;
import io.tillstream.command.UpsertDiscount;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;
import io.tillstream.event.CatalogEvent;
import io.tillstream.event.DiscountEvent;
import io.tillstream.schemas.Topics;

/// What a shop's own people ask for, through Kafka, and what the data team is told of it.
class CatalogCommandsTest {

    private static Shop shop;

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final String product = "shirt-" + key;
    private final String small = "SHIRT-" + key + "-S";
    private final String large = "SHIRT-" + key + "-L";

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    @Test
    void whatAVariantIsSoldForIsToldWithEveryChange() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ask(product, shirt());
        ask(product, new SetPromotion("sale", List.of(small), 1_500L, now.minusSeconds(60), now.plusSeconds(3_600)));
        assertThat(shop.database.queryForObject("select price || origin from variant_price where sku = ?", String.class,
                small)).isEqualTo("1500promotion");
        ask(product, new CancelPromotion("sale"));

        assertThat(told(small)).extracting(CatalogEvent::getPrice).containsExactly(2_000L, 1_500L, 2_000L);
        assertThat(told(small)).extracting(CatalogEvent::getLowestPrice).containsExactly(2_000L, 2_000L, 1_500L);
        assertThat(told(small)).extracting(CatalogEvent::getVersion).containsExactly(1L, 2L, 3L);
        assertThat(told(large)).extracting(CatalogEvent::getPriceOrigin).containsOnly("override").hasSize(3);
        assertThat(code(product, new CancelPromotion("sale"))).isEqualTo("promotion_not_found");
    }

    @Test
    void aBuyerPaysThePromotionOfHisTime() {
        ask(product, shirt());
        ask(product, new ReceiveStock(small, 5, "opening stock"));
        ask(product, new SetPromotion("sale", List.of(small), 1_500L, Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3_600)));
        var cart = shop.cartWith(small, 2);
        ask(product, new SetPromotion("sale", List.of(small), 1_400L, Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3_600)));
        shop.checkout(cart, "pm_card_visa");

        Eventually.that("a confirmed order", () -> shop.statusOfOrderOn(cart).equals("CONFIRMED"));
        assertThat(shop.database.queryForObject("select total from orders where cart_id = ?::uuid", Long.class, cart))
                .isBetween(2_800L, 3_000L);
    }

    @Test
    void stockIsCorrectedWithAReasonThatIsTold() {
        ask(product, shirt());
        ask(product, new ReceiveStock(small, 5, "opening stock"));
        ask(product, new CorrectStock(small, -3, "water damage"));
        assertThat(code(product, new CorrectStock(small, -3, "water damage"))).isEqualTo("stock_below_zero");
        assertThat(code(product, new CorrectStock(small, -1, " "))).isEqualTo("reason_required");

        assertThat(shop.stockOf(small)).isEqualTo(2);
        assertThat(shop.database.queryForList(
                "select concat_ws(' ', kind, change, reason) from stock_movement where sku = ? order by change",
                String.class, small)).containsExactly("CORRECTED -3 water damage", "RECEIVED 5 opening stock");
        assertThat(shop.read(Topics.INVENTORY_EVENTS).stream().filter(event -> event.getSku().equals(small))
                .map(event -> event.getKind() + " " + event.getChange() + " " + event.getReason()))
                .containsExactly("RECEIVED 5 opening stock", "CORRECTED -3 water damage");
    }

    @Test
    void whatBecomesOfADiscountIsTold() {
        var code = "CODE-" + key.toUpperCase(Locale.ROOT);
        ask(code, UpsertDiscount.newBuilder().setKind("BUY_X_GET_Y").setBuyQuantity(2).setGetQuantity(1)
                .setProductIds(List.of("b", "a")).setMaxUses(7).build());
        ask(code, new DeactivateDiscount());
        assertThat(answer(code.toLowerCase(Locale.ROOT), new DeactivateDiscount())).satisfies(refused -> {
            assertThat(refused.getCode()).isEqualTo("bad_discount");
            assertThat(refused.getDetail()).contains(code);
        });

        var told = shop.read(Topics.DISCOUNT_EVENTS).stream().filter(event -> event.getCode().equals(code)).toList();
        assertThat(told).extracting(DiscountEvent::getType).containsExactly("discount_set", "discount_deactivated");
        assertThat(told).extracting(DiscountEvent::getVersion).containsExactly(1L, 2L);
        assertThat(told.getLast()).satisfies(event -> {
            assertThat(event.getKind()).isEqualTo("BUY_X_GET_Y");
            assertThat(event.getProductIds()).containsExactly("a", "b");
            assertThat(event.getActive()).isFalse();
            assertThat(event.getMaxUses()).isEqualTo(7);
        });
    }

    /// Zones and taxes are for the whole shop: they are taken away again.
    @Test
    void zonesAndTaxesAreChargedSecondsLater() {
        ask(product, shirt());
        ask(product, new ReceiveStock(small, 5, "opening stock"));
        var zone = "zone-" + key;
        try {
            ask(zone, new SetShippingZone("standard", List.of(new Area("AQ", "", "9 9")),
                    List.of(new ShippingMethod("ship", "USD", 700L, 100_000L))));
            assertThat(code("other-" + key, new SetShippingZone("standard", List.of(new Area("aq", "", "99")),
                    List.of()))).isEqualTo("area_of_other_zone");
            ask("AQ", new SetTaxRates(List.of(new TaxRate("", "99", "standard", 100_000, false, null, null))));
            Eventually.that("a cart with shipping and tax", () -> {
                var cart = shop.cartWith(small, 1);
                shop.command(cart, new SetShippingAddress("A", List.of("B"), "C", null, "99-1", "AQ"));
                return total(cart) == 2_970;
            });
        } finally {
            ask(zone, new RemoveShippingZone());
            ask("AQ", new SetTaxRates(List.of()));
            shop.database.update("delete from shipping_zone where zone_id = ?", zone); // as if there had never been one
        }
        assertThat(code(zone, new RemoveShippingZone())).isEqualTo("zone_not_found");
        assertThat(code("aq", new SetTaxRates(List.of()))).isEqualTo("bad_tax_rates");
    }

    private static long total(String cart) {
        var totals = new ArrayList<Long>();
        Eventually.that("the address is set", () -> {
            shop.read(Topics.CART_EVENTS).stream()
                    .filter(event -> event.getCartId().equals(cart) && event.getType().equals("shipping_address_set"))
                    .forEach(event -> totals.add(Objects.requireNonNull(event.getTotal())));
            return !totals.isEmpty();
        });
        return totals.getFirst();
    }

    private UpsertProduct shirt() {
        return new UpsertProduct("Shirt", "", "USD", 2_000L, null, true,
                List.of(new Variant(small, Map.of("size", "S"), null, null),
                        new Variant(large, Map.of("size", "L"), 2_200L, null)));
    }

    private List<CatalogEvent> told(String sku) {
        return shop.read(Topics.CATALOG_EVENTS).stream().filter(event -> event.getSku().equals(sku)).toList();
    }

    private static void ask(String key, SpecificRecord body) {
        assertThat(answer(key, body)).extracting(CommandOutcome::getCode, CommandOutcome::getDetail)
                .containsExactly("ok", "");
    }

    private static String code(String key, SpecificRecord body) {
        return answer(key, body).getCode();
    }

    private static CommandOutcome answer(String key, SpecificRecord body) {
        var id = UUID.randomUUID().toString();
        var _ = shop.send(Topics.CATALOG_COMMANDS, key, new CatalogCommand(id, key, body));
        var found = new ArrayList<CommandOutcome>();
        Eventually.that("an answer", () -> {
            found.addAll(shop.read(Topics.COMMAND_OUTCOMES).stream()
                    .filter(outcome -> outcome.getCommandId().equals(id)).toList());
            return !found.isEmpty();
        });
        return found.getFirst();
    }
}
