package io.tillstream.checkout.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.catalog.CatalogCommand.CancelPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.CorrectStock;
import io.tillstream.checkout.catalog.CatalogCommand.ProductAsk;
import io.tillstream.checkout.catalog.CatalogCommand.SetPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.SetTaxClass;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.Promotion;

class CatalogDeciderTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Promotion SALE = promotion("sale", 900, NOON, NOON.plus(HOUR));

    @Test
    void taxesAProductThatThereIs() {
        assertThat(decide("mug", new SetTaxClass("reduced"))).isEqualTo("product_not_found");
        assertThat(decide("shirt", new SetTaxClass("re duced"))).isEqualTo("bad_tax_class");
        assertThat(decide("shirt", new SetTaxClass("reduced"))).isEqualTo("ok");
    }

    @Test
    void promotesVariantsOfTheProduct() {
        assertThat(decide("shirt", new SetPromotion(SALE, List.of("S", "M")))).isEqualTo("ok");
        assertThat(decide("mug", new SetPromotion(SALE, List.of("S")))).isEqualTo("product_not_found");
        assertThat(decide("shirt", new SetPromotion(SALE, List.of("S", "BOWL")))).isEqualTo("variant_not_found");
        assertThat(decide("shirt", new SetPromotion(SALE, List.of("S", "NO-SUCH")))).isEqualTo("variant_not_found");
        assertThat(decide("shirt", new SetPromotion(SALE, List.of("S", "S")))).isEqualTo("sku_twice");
        assertThat(decide("shirt", new SetPromotion(SALE, List.of()))).isEqualTo("bad_promotion");
    }

    @Test
    void refusesWhatIsNoPromotion() {
        for (var bad : List.of(promotion("", 900, NOON, NOON.plus(HOUR)), promotion("a b", 900, NOON, NOON.plus(HOUR)),
                promotion("sale", -1, NOON, NOON.plus(HOUR)),
                promotion("sale", Long.MAX_VALUE, NOON, NOON.plus(HOUR)),
                promotion("sale", 900, NOON.plus(HOUR), NOON.plus(HOUR)),
                promotion("sale", 900, NOON.minus(HOUR), NOON),
                promotion("sale", 900, NOON, Instant.ofEpochMilli(Long.MAX_VALUE)))) {
            assertThat(decide("shirt", new SetPromotion(bad, List.of("S")))).as("%s", bad).isEqualTo("bad_promotion");
        }
    }

    /// All of them are read with every variant that is bought.
    @Test
    void refusesThePromotionAfterTheLast() {
        var many = new HashMap<String, Promotion>();
        for (int i = 0; i < PromotionChecks.MAX_PROMOTIONS; i++) {
            many.put("sale" + i, SALE);
        }
        assertThat(decide(new SetPromotion(SALE, List.of("S")), many)).isEqualTo("too_many_promotions");
        assertThat(decide(new SetPromotion(promotion("sale7", 1, NOON, NOON.plus(HOUR)), List.of("S")), many))
                .isEqualTo("ok");
    }

    @Test
    void cancelsWhatHasNotEnded() {
        assertThat(decide(new CancelPromotion("sale"), Map.of("sale", SALE))).isEqualTo("ok");
        assertThat(decide(new CancelPromotion("other"), Map.of("sale", SALE))).isEqualTo("promotion_not_found");
        assertThat(decide(new CancelPromotion("sale"), Map.of("sale", promotion("sale", 1, NOON.minus(HOUR), NOON))))
                .isEqualTo("promotion_not_found");
    }

    @Test
    void correctsTheStockDownToNothingAndNoFurther() {
        assertThat(decide("shirt", new CorrectStock("S", -5, "stolen"))).isEqualTo("ok");
        assertThat(decide("shirt", new CorrectStock("S", 7, "found"))).isEqualTo("ok");
        assertThat(decide("shirt", new CorrectStock("S", -6, "stolen"))).isEqualTo("stock_below_zero");
        assertThat(decide("shirt", new CorrectStock("S", Integer.MIN_VALUE, "stolen"))).isEqualTo("stock_below_zero");
        assertThat(decide("shirt", new CorrectStock("S", 0, "nothing"))).isEqualTo("quantity_out_of_range");
        assertThat(decide("shirt", new CorrectStock("S", Integer.MAX_VALUE, "much")))
                .isEqualTo("quantity_out_of_range");
        assertThat(decide("shirt", new CorrectStock("BOWL", 1, "found"))).isEqualTo("variant_not_found");
    }

    @Test
    void wantsToKnowWhyTheStockWasWrong() {
        for (var reason : List.of("", " \t", "a\0b", "x".repeat(501))) {
            assertThat(decide("shirt", new CorrectStock("S", -1, reason))).isEqualTo("reason_required");
        }
    }

    private static Promotion promotion(String id, long price, Instant from, Instant until) {
        return new Promotion(id, price, from, until);
    }

    private static String decide(ProductAsk ask, Map<String, Promotion> promotions) {
        return decide("shirt", ask, promotions).code();
    }

    private static String decide(String product, ProductAsk ask) {
        return decide(product, ask, Map.of()).code();
    }

    /// There are the shirts S and M, five of each, and the bowl.
    private static Outcome decide(String product, ProductAsk ask, Map<String, Promotion> promotions) {
        return CatalogDecider.decide(product, ask,
                new CatalogDecider.Known(product.equals("shirt") ? "EUR" : null,
                        Map.of("S", "shirt", "M", "shirt", "BOWL", "bowl"), Map.of("S", 5, "M", 5, "BOWL", 5),
                        promotions),
                NOON);
    }
}
