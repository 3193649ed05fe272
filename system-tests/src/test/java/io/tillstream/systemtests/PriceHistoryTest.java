package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.catalog.io.PricePurge;
import io.tillstream.command.CancelPromotion;
import io.tillstream.command.SetPromotion;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;
import io.tillstream.event.CatalogEvent;
import io.tillstream.schemas.Topics;

/// What a variant was sold for, and the lowest of it: whoever announces a reduction has to say it (Directive 98/6/EC, article 6a).
class PriceHistoryTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private Catalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = new Catalogue();
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void theLowestPriceIsThatOfThirtyDays() {
        assertThat(sold(day(0), 2_000)).satisfies(event -> lowest(event, 2_000, 2_000));
        assertThat(sold(day(1), 1_500)).satisfies(event -> lowest(event, 1_500, 1_500));
        assertThat(sold(day(2), 2_500)).satisfies(event -> lowest(event, 2_500, 1_500));
        assertThat(sold(day(31), 2_600)).satisfies(event -> lowest(event, 2_600, 1_500));
        assertThat(sold(day(32).plusMillis(1), 2_600)).satisfies(event -> lowest(event, 2_600, 2_500));
    }

    /// Else every reduction would be compared with itself.
    @Test
    void duringAPromotionTheLowestPriceIsThatOfTheDaysBeforeIt() {
        sold(day(0), 1_900);
        sold(day(5), 2_000);
        assertThat(promoted(day(10), "sale", 1_200, day(20), day(25))).satisfies(event -> {
            lowest(event, 2_000, 1_900);
            assertThat(event.getPromotions()).singleElement()
                    .satisfies(each -> assertThat(each.getStartsAt()).isEqualTo(day(20)));
        });

        assertThat(sold(day(21), 2_000)).satisfies(event -> {
            lowest(event, 1_200, 1_900);
            assertThat(event.getPriceOrigin()).isEqualTo("promotion");
            assertThat(event.getRegularPrice()).isEqualTo(2_000);
        });
        assertThat(sold(day(26), 2_000)).satisfies(event -> {
            lowest(event, 2_000, 1_200);
            assertThat(event.getPromotions()).isEmpty();
        });
        assertThat(sold(day(56), 2_000)).satisfies(event -> lowest(event, 2_000, 2_000));
    }

    @Test
    void aPromotionThatLastsLongIsStillComparedWithWhatWasBefore() {
        sold(day(0), 2_000);
        promoted(day(1), "sale", 1_200, day(1), day(90));
        purge(day(80));

        assertThat(sold(day(80), 2_100)).satisfies(event -> lowest(event, 1_200, 2_000));
        purge(day(90).plusMillis(1));
        assertThat(history()).hasSize(2);
    }

    @Test
    void aNewThingOnPromotionIsComparedWithItsRegularPrice() {
        catalogue.jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values ('shirt', 'Shirt', '', 'EUR', 2000, true, 1, now())""");
        catalogue.jdbc.update("insert into product_variant values ('SHIRT', 'shirt', '{}', null, null, true, 0, 1)");

        assertThat(promoted(day(1), "sale", 1_200, day(0), day(9))).satisfies(event -> lowest(event, 1_200, 2_000));
    }

    @Test
    void whatIsNotSoldHasNoPrice() {
        sold(day(0), 2_000);
        catalogue.say(day(1), "shirt", product(1_000, false));
        sold(day(2), 2_000);

        assertThat(history()).containsExactly("2000 base 0-1", "2000 base 2-");
        assertThat(sold(day(3), 2_000)).satisfies(event -> lowest(event, 2_000, 2_000));
    }

    @Test
    void aCatalogueThatIsImportedAgainAndAgainLeavesOneInterval() {
        for (int i = 0; i < 10; i++) {
            sold(day(i), 2_000);
        }
        assertThat(history()).containsExactly("2000 base 0-");
    }

    @Test
    void whatIsPlannedIsInTheHistoryAndIsForgottenWhenItIsCancelled() {
        sold(day(0), 2_000);
        promoted(day(1), "one", 1_500, day(2), day(8));
        promoted(day(1), "two", 1_200, day(4), day(6));
        assertThat(history()).containsExactly("2000 base 0-2", "1500 promotion 2-4", "1200 promotion 4-6",
                "1500 promotion 6-8", "2000 base 8-");

        cancelled(day(3), "two");
        assertThat(history()).containsExactly("2000 base 0-2", "1500 promotion 2-8", "2000 base 8-");
        assertThat(cancelled(day(5), "one")).satisfies(event -> lowest(event, 2_000, 1_500));
        assertThat(history()).containsExactly("2000 base 0-2", "1500 promotion 2-5", "2000 base 5-");
        assertThat(catalogue.say(day(6), "shirt", new CancelPromotion("one"))).isEqualTo("promotion_not_found");
    }

    @Test
    void aPromotionOfTheSameIdReplacesIt() {
        sold(day(0), 2_000);
        promoted(day(1), "sale", 1_500, day(1), day(8));
        promoted(day(2), "sale", 1_400, day(1), day(9));

        assertThat(history()).containsExactly("2000 base 0-1", "1500 promotion 1-2", "1400 promotion 2-9",
                "2000 base 9-");
        assertThat(catalogue.jdbc.queryForObject("select count(*) from promotion", Integer.class)).isOne();
    }

    @Test
    void isForgottenThirtyDaysAfterItsEndInSmallSteps() {
        sold(day(0), 2_000);
        sold(day(1), 1_900);
        promoted(day(1), "sale", 1_500, day(2), day(3));
        catalogue.jdbc.update("""
                insert into price_history (sku, price, origin, from_at, until_at)
                select 'OLD', 1, 'base', ?::timestamptz + i * interval '1 minute', ?::timestamptz + (i + 1) * interval '1 minute'
                from generate_series(0, 1200) as i""", day(-9).toString(), day(-9).toString());

        purge(day(31).minusMillis(1));
        assertThat(history()).hasSize(4);
        assertThat(catalogue.jdbc.queryForObject("select count(*) from price_history", Integer.class)).isEqualTo(4);
        assertThat(catalogue.jdbc.queryForObject("select count(*) from promotion", Integer.class)).isZero();
        purge(day(31).plusMillis(1));
        assertThat(history()).hasSize(3);
    }

    @Test
    void theViewTellsThePriceOfNow() {
        var now = Instant.now();
        catalogue.say(now, "shirt", product(2_000, true));
        assertThat(viewed()).isEqualTo("2000 base - 2000");
        catalogue.say(now, "shirt", new SetPromotion("sale", List.of("SHIRT"), 1_500L, now.minusSeconds(60),
                Instant.parse("2999-01-01T00:00:00Z")));
        assertThat(viewed()).isEqualTo("1500 promotion 2999 2000");
        catalogue.say(now, "shirt", new CancelPromotion("sale"));
        catalogue.say(now, "shirt", new UpsertProduct("Shirt", "", "EUR", 2_000L, null, true,
                List.of(new Variant("SHIRT", Map.of(), 1_800L, null))));
        assertThat(viewed()).isEqualTo("1800 override - 1800");
    }

    private String viewed() {
        return catalogue.jdbc.queryForList("""
                select concat_ws(' ', price, origin, coalesce(extract(year from ends_at at time zone 'UTC')::text, '-'), regular_price)
                from variant_price where sku = 'SHIRT'""", String.class).getFirst();
    }

    private static void lowest(CatalogEvent event, long price, long lowest) {
        assertThat(event.getPrice()).isEqualTo(price);
        assertThat(event.getLowestPrice()).isEqualTo(lowest);
    }

    private CatalogEvent sold(Instant at, long price) {
        assertThat(catalogue.say(at, "shirt", product(price, true))).isEqualTo("ok");
        return catalogue.published(Topics.CATALOG_EVENTS).getFirst();
    }

    private CatalogEvent promoted(Instant at, String id, long price, Instant from, Instant until) {
        assertThat(catalogue.say(at, "shirt", new SetPromotion(id, List.of("SHIRT"), price, from, until)))
                .isEqualTo("ok");
        return catalogue.published(Topics.CATALOG_EVENTS).getFirst();
    }

    private CatalogEvent cancelled(Instant at, String id) {
        assertThat(catalogue.say(at, "shirt", new CancelPromotion(id))).isEqualTo("ok");
        return catalogue.published(Topics.CATALOG_EVENTS).getFirst();
    }

    private static UpsertProduct product(long price, boolean active) {
        return new UpsertProduct("Shirt", "", "EUR", price, null, active,
                List.of(new Variant("SHIRT", Map.of(), null, null)));
    }

    private void purge(Instant at) {
        new PricePurge(catalogue.jdbc, () -> at).purge();
    }

    /// Price, origin, and days.
    private List<@Nullable String> history() {
        return catalogue.jdbc.queryForList("""
                select concat(price, ' ', origin, ' ', extract(day from from_at - ?::timestamptz), '-',
                    extract(day from until_at - ?::timestamptz))
                from price_history where sku = 'SHIRT' order by from_at""", String.class, NOON.toString(),
                NOON.toString());
    }

    private static Instant day(int number) {
        return NOON.plus(Duration.ofDays(number));
    }
}
