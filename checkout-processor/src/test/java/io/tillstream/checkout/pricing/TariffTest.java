package io.tillstream.checkout.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class TariffTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final int CASES = 100_000;

    @Test
    void thePriceIsThatOfThePromotionElseOfTheVariantElseOfTheProduct() {
        var sale = promotion("sale", 1_500, 10, 20);

        assertThat(new Tariff(2_000, null, List.of()).at(at(0))).isEqualTo(Price.base(2_000));
        assertThat(new Tariff(2_000, 1_800L, List.of()).at(at(0)))
                .isEqualTo(new Price(1_800, Price.Origin.OVERRIDE, null));
        assertThat(new Tariff(2_000, 1_800L, List.of(sale)).at(at(10)))
                .isEqualTo(new Price(1_500, Price.Origin.PROMOTION, at(20)));
    }

    @Test
    void aPromotionRunsFromItsFirstMomentUpToItsEnd() {
        var tariff = new Tariff(2_000, null, List.of(promotion("sale", 1_500, 10, 20)));

        assertThat(tariff.at(at(10).minusNanos(1)).amount()).isEqualTo(2_000);
        assertThat(tariff.at(at(10)).amount()).isEqualTo(1_500);
        assertThat(tariff.at(at(20).minusNanos(1)).amount()).isEqualTo(1_500);
        assertThat(tariff.at(at(20)).amount()).isEqualTo(2_000);
    }

    @Test
    void theLowestPromotionCountsAndOfEquallyLowOnesTheLongest() {
        var tariff = new Tariff(2_000, null, List.of(promotion("a", 1_500, 0, 30), promotion("b", 1_200, 10, 20),
                promotion("c", 1_200, 5, 25)));

        assertThat(tariff.at(at(3))).isEqualTo(new Price(1_500, Price.Origin.PROMOTION, at(30)));
        assertThat(tariff.at(at(15))).isEqualTo(new Price(1_200, Price.Origin.PROMOTION, at(25)));
    }

    @Test
    void whatIsPlannedHasNoGapAndChangesWithEveryInterval() {
        var tariff = new Tariff(2_000, null,
                List.of(promotion("a", 1_500, -5, 30), promotion("b", 1_200, 10, 20), promotion("c", 1_900, 5, 9)));

        assertThat(tariff.from(at(0))).containsExactly(
                new PriceInterval(1_500, Price.Origin.PROMOTION, "a", at(0), at(10)),
                new PriceInterval(1_200, Price.Origin.PROMOTION, "b", at(10), at(20)),
                new PriceInterval(1_500, Price.Origin.PROMOTION, "a", at(20), at(30)),
                new PriceInterval(2_000, Price.Origin.BASE, null, at(30), null));
    }

    @Test
    void whatIsPlannedIsWhatIsCharged() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("whatIsPlannedIsWhatIsCharged: -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            var promotions = new ArrayList<Promotion>();
            for (int left = random.nextInt(6); left > 0; left--) {
                int start = random.nextInt(60);
                promotions.add(promotion("p" + left, random.nextInt(4) * 100L, start, start + 1 + random.nextInt(20)));
            }
            var tariff = new Tariff(200, random.nextBoolean() ? 150L : null, promotions);
            var from = at(random.nextInt(80));
            var now = at(random.nextInt(100));
            var price = tariff.at(now);
            tariff.from(from).stream().filter(each -> !now.isBefore(each.from()))
                    .filter(each -> each.until() == null || now.isBefore(each.until())).forEach(each -> {
                        assertThat(each.price()).isEqualTo(price.amount());
                        assertThat(each.origin()).isEqualTo(price.origin());
                    });
            assertThat(tariff.from(from).stream().filter(each -> !now.isBefore(each.from())).count() > 0)
                    .isEqualTo(!now.isBefore(from));
        }
    }

    private static Promotion promotion(String id, long price, int from, int until) {
        return new Promotion(id, price, at(from), at(until));
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }
}
