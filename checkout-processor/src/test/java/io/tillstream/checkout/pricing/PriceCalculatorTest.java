package io.tillstream.checkout.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Totals, computed by hand.
class PriceCalculatorTest {

    private static final ShippingQuote.Price POST = new ShippingQuote.Price("post", 499, 5_000L, "standard");

    @Test
    void aPercentageIsRoundedHalfUp() {
        assertThat(discounts(new Reduction.Percentage(1_500), item("a", 1, 1_110))).containsExactly(167L); // 166.5
        assertThat(discounts(new Reduction.Percentage(1_500), item("a", 1, 1_109))).containsExactly(166L); // 166.35
    }

    @Test
    void aFixedAmountIsNeverMoreThanWhatItAppliesTo() {
        assertThat(discounts(new Reduction.FixedAmount(5_000), item("a", 2, 1_000))).containsExactly(2_000L);
    }

    @Test
    void theRestOfSharingOutGoesToTheLargestRemainderAndThenToTheEarlierLine() {
        assertThat(discounts(new Reduction.FixedAmount(100), item("a", 1, 1_000), item("b", 1, 1_000),
                item("c", 1, 1_000))).containsExactly(34L, 33L, 33L);
        assertThat(discounts(new Reduction.FixedAmount(100), item("a", 1, 100), item("b", 1, 250),
                item("c", 1, 250))).containsExactly(17L, 42L, 41L); // 16.67, 41.67, 41.67, and two left
    }

    @Test
    void theCheapestOfEveryFullGroupIsFree() {
        // 30 30 | 20 10 | 10: of two groups of two the second unit each
        assertThat(total(new Reduction.BuyXGetY(1, 1), item("a", 2, 30), item("b", 1, 20), item("c", 2, 10)))
                .isEqualTo(100 - 30 - 10);
        // 30 30 20 | 10 10 : one full group of three
        assertThat(total(new Reduction.BuyXGetY(2, 1), item("a", 2, 30), item("b", 1, 20), item("c", 2, 10)))
                .isEqualTo(100 - 20);
    }

    @Test
    void aDiscountAppliesToItsProductsAlone() {
        var priced = PriceCalculator.price(List.of(item("a", 1, 1_000), item("b", 1, 1_000)),
                new Offer(new Reduction.Percentage(5_000), Set.of("b")), nothing(), _ -> null);

        assertThat(priced.discounts()).containsExactly(0L, 500L);
    }

    @Test
    void shippingIsFreeFromItsLimitAfterTheDiscount() {
        assertThat(shipping(null, 5_000)).isZero();
        assertThat(shipping(null, 4_999)).isEqualTo(499);
        assertThat(shipping(new Reduction.FixedAmount(1), 5_000)).isEqualTo(499);
        assertThat(shipping(new Reduction.FreeShipping(), 1_000)).isZero();
    }

    @Test
    void exclusiveTaxIsAddedAndRoundedOncePerRate() {
        // 3 × 3.33 + 4.99 shipping at 8.875 %: 14.98 × 0.08875 = 1.329475
        var totals = PriceCalculator.price(List.of(item("a", 3, 333)), null, POST,
                _ -> new TaxRate("standard", 88_750, false)).totals();

        assertThat(totals).isEqualTo(new Totals(999, 0, 499, 133, 0));
        assertThat(totals.total()).isEqualTo(1_631);
    }

    @Test
    void inclusiveTaxIsContained() {
        // 11.90 and 4.99 at 19 %: 16.89 × 19/119 = 2.6967; 10.70 at 7 %: 0.70
        var rates = Map.of("standard", new TaxRate("standard", 190_000, true), "books",
                new TaxRate("books", 70_000, true));
        var totals = PriceCalculator.price(List.of(item("a", 1, 1_190), new Item("b", "books", 1, 1_070)), null, POST,
                rates::get).totals();

        assertThat(totals).isEqualTo(new Totals(2_260, 0, 499, 340, 340));
        assertThat(totals.total()).isEqualTo(2_759);
    }

    @Test
    void refusesAnAmountThatNoLongHolds() {
        assertThatThrownBy(() -> PriceCalculator.price(List.of(item("a", 2, Long.MAX_VALUE)), null, nothing(),
                _ -> null)).isInstanceOf(ArithmeticException.class);
    }

    private static List<Long> discounts(Reduction reduction, Item... items) {
        return PriceCalculator.price(List.of(items), new Offer(reduction, null), nothing(), _ -> null).discounts();
    }

    private static long total(Reduction reduction, Item... items) {
        return PriceCalculator.price(List.of(items), new Offer(reduction, null), nothing(), _ -> null).totals().total();
    }

    private static long shipping(@Nullable Reduction reduction, long goods) {
        return PriceCalculator.price(List.of(item("a", 1, goods)),
                reduction == null ? null : new Offer(reduction, null), POST, _ -> null).totals().shipping();
    }

    private static ShippingQuote.Price nothing() {
        return ShippingQuote.NOTHING;
    }

    private static Item item(String product, int quantity, long price) {
        return new Item(product, "standard", quantity, price);
    }
}
