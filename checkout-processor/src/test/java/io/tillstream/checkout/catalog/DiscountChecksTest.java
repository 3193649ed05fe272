package io.tillstream.checkout.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.catalog.CatalogCommand.DeactivateDiscount;
import io.tillstream.checkout.catalog.CatalogCommand.DiscountAsk;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertDiscount;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Reduction;

class DiscountChecksTest {

    private static final Limits NO_LIMITS = new Limits(true, null, 0, null, null, null, null);
    private static final Offer TENTH = new Offer(new Reduction.Percentage(1_000), null);

    @Test
    void acceptsWhatADiscountNeeds() {
        assertThat(upsert("SUMMER-10", TENTH, NO_LIMITS)).isEqualTo("ok");
        assertThat(upsert("FIVE", new Offer(new Reduction.FixedAmount(500), Set.of("mug")),
                new Limits(true, "EUR", 1_000, 5, 1, Instant.EPOCH, Instant.EPOCH.plusSeconds(1)))).isEqualTo("ok");
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(upsert("BAD CODE", TENTH, NO_LIMITS)).isEqualTo("bad_discount");
        assertThat(upsert("CODE", null, NO_LIMITS)).isEqualTo("bad_discount");
        assertThat(upsert("CODE", new Offer(new Reduction.Percentage(10_001), null), NO_LIMITS))
                .isEqualTo("bad_discount");
        assertThat(upsert("CODE", new Offer(new Reduction.FixedAmount(500), null), NO_LIMITS))
                .isEqualTo("bad_discount");
        assertThat(upsert("CODE", new Offer(new Reduction.BuyXGetY(0, 1), null), NO_LIMITS)).isEqualTo("bad_discount");
        assertThat(upsert("CODE", new Offer(new Reduction.FreeShipping(), Set.of()), NO_LIMITS))
                .isEqualTo("bad_discount");
        assertThat(upsert("CODE", TENTH, new Limits(true, null, 1, null, null, null, null))).isEqualTo("bad_discount");
        assertThat(upsert("CODE", TENTH, new Limits(true, null, 0, 0, null, null, null))).isEqualTo("bad_discount");
        assertThat(upsert("CODE", TENTH, new Limits(true, null, 0, null, null, Instant.EPOCH, Instant.EPOCH)))
                .isEqualTo("bad_discount");
    }

    @Test
    void refusesFewerUsesThanThereAre() {
        var used = new Discount("CODE", TENTH, NO_LIMITS, 3, 1);

        assertThat(decide("CODE", new UpsertDiscount(TENTH, new Limits(true, null, 0, 2, null, null, null)), used)
                .code()).isEqualTo("max_uses_below_uses");
        assertThat(decide("CODE", new UpsertDiscount(TENTH, new Limits(true, null, 0, 3, null, null, null)), used)
                .code()).isEqualTo("ok");
    }

    /// Two ways of writing one code are two keys, in two lanes at once.
    @Test
    void refusesAnotherKeyThanTheCodeAsAllCompareIt() {
        assertThat(decide("summer-10", new UpsertDiscount(TENTH, NO_LIMITS), null)).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo("bad_discount");
            assertThat(outcome.detail()).contains("SUMMER-10");
        });
        assertThat(decide(" CODE", new DeactivateDiscount(), new Discount("CODE", TENTH, NO_LIMITS, 0, 1)).code())
                .isEqualTo("bad_discount");
    }

    @Test
    void refusesATimeThatNoTableHolds() {
        assertThat(upsert("CODE", TENTH,
                new Limits(true, null, 0, null, null, null, Instant.ofEpochMilli(Long.MAX_VALUE))))
                .isEqualTo("bad_discount");
    }

    @Test
    void deactivatesWhatThereIs() {
        assertThat(decide("CODE", new DeactivateDiscount(), null).code()).isEqualTo("discount_not_found");
        assertThat(decide("CODE", new DeactivateDiscount(), new Discount("CODE", TENTH, NO_LIMITS, 0, 1)).code())
                .isEqualTo("ok");
    }

    private static String upsert(String code, @Nullable Offer offer, Limits limits) {
        return decide(code, new UpsertDiscount(offer, limits), null).code();
    }

    private static Outcome decide(String code, DiscountAsk ask, @Nullable Discount existing) {
        return DiscountChecks.decide(code, ask, existing);
    }
}
