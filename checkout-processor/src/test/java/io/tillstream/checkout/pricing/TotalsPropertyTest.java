package io.tillstream.checkout.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

/// What holds for every cart. A failure names its seed: repeat it with -Dseed=.
class TotalsPropertyTest {

    private static final int CASES = 100_000;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void agreeWithExactRationalArithmetic() {
        forAny("agreeWithExactRationalArithmetic", random -> agree(AnyCart.usual(random)));
    }

    @Test
    void areExactOrAnErrorUpToTheEndOfLong() {
        forAny("areExactOrAnErrorUpToTheEndOfLong", random -> agree(AnyCart.extreme(random)));
    }

    @Test
    void areTheSumsOfTheLines() {
        forAny("areTheSumsOfTheLines", random -> {
            var cart = AnyCart.usual(random);
            var priced = cart.price();
            check(priced.discounts().size() == cart.items().size(), cart);
            check(priced.discounts().stream().mapToLong(each -> each).sum() == priced.totals().discount(), cart);
            for (int i = 0; i < cart.items().size(); i++) {
                check(priced.discounts().get(i) >= 0 && priced.discounts().get(i) <= cart.items().get(i).amount(),
                        cart);
            }
        });
    }

    @Test
    void areNeverNegativeWhateverTheDiscount() {
        forAny("areNeverNegativeWhateverTheDiscount", random -> {
            var cart = AnyCart.usual(random);
            var totals = cart.price().totals();
            check(totals.total() >= 0 && totals.discount() >= 0 && totals.discount() <= totals.subtotal()
                    && totals.taxIncluded() >= 0 && totals.taxIncluded() <= totals.tax(), cart);
        });
    }

    @Test
    void areSharedOutToTheLastUnit() {
        forAny("areSharedOutToTheLastUnit", random -> {
            var weights = random.longs(1 + random.nextInt(8), 0, Long.MAX_VALUE >>> (3 + random.nextInt(58)) | 1)
                    .toArray();
            long sum = Arrays.stream(weights).sum();
            long amount = sum == 0 ? 0 : random.nextLong(sum + 1);
            var shares = Sharing.out(amount, weights);
            check(Arrays.stream(shares).sum() == amount, shares);
            for (int i = 0; i < shares.length; i++) {
                check(shares[i] >= 0 && shares[i] <= weights[i], shares);
            }
        });
    }

    private static void agree(AnyCart cart) {
        var exact = new Oracle(cart);
        boolean tooLarge = exact.subtotal.compareTo(MOST) > 0 || exact.total().compareTo(MOST) > 0;
        try {
            var priced = cart.price();
            var totals = priced.totals();
            check(!tooLarge, cart);
            check(exact.subtotal.longValueExact() == totals.subtotal(), cart);
            check(exact.discount.longValueExact() == totals.discount(), cart);
            check(exact.shipping.longValueExact() == totals.shipping(), cart);
            check(exact.tax().longValueExact() == totals.tax(), cart);
            check(exact.included().longValueExact() == totals.taxIncluded(), cart);
            check(exact.total().longValueExact() == totals.total(), cart);
            check(exact.discounts.equals(priced.discounts().stream().map(BigInteger::valueOf).toList()), cart);
        } catch (ArithmeticException e) {
            check(tooLarge, cart);
        }
    }

    /// Cheaper than an assertion of AssertJ, of which there would be millions.
    private static void check(boolean holds, Object about) {
        if (!holds) {
            assertThat(holds).as("%s", about).isTrue();
        }
    }

    private static void forAny(String property, Consumer<Random> holds) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(property + ": -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            holds.accept(random);
        }
    }
}
