package io.tillstream.checkout.pricing;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// A cart, an offer, shipping and tax rates out of a seed; in minor units of currencies of no, two and three decimals.
record AnyCart(List<Item> items, @Nullable Offer offer, ShippingQuote.Price shipping, Map<String, TaxRate> rates) {

    private static final List<String> CLASSES = List.of("standard", "reduced", "none");
    private static final int[] MINOR_UNITS = {1, 100, 1_000};

    /// Carts as people fill them.
    static AnyCart usual(Random random) {
        return of(random, 1 + random.nextLong(200L * MINOR_UNITS[random.nextInt(3)]));
    }

    /// Amounts up to what a long holds, and over.
    static AnyCart extreme(Random random) {
        return of(random, Long.MAX_VALUE >>> random.nextInt(60));
    }

    Priced price() {
        return PriceCalculator.price(items, offer, shipping, rates::get);
    }

    private static AnyCart of(Random random, long dearest) {
        var items = IntStream.rangeClosed(0, random.nextInt(6)).mapToObj(_ -> new Item("p" + random.nextInt(3),
                CLASSES.get(random.nextInt(3)), 1 + random.nextInt(5), amount(random, dearest))).toList();
        var shipping = new ShippingQuote.Price("post", amount(random, dearest / 4 + 1),
                random.nextBoolean() ? amount(random, dearest) : null, "standard");
        boolean inclusive = random.nextBoolean();
        return new AnyCart(items, offer(random, dearest), shipping,
                Map.of("standard", new TaxRate("standard", random.nextInt(300_000), inclusive),
                        "reduced", new TaxRate("reduced", random.nextInt(100_000),
                                random.nextInt(10) == 0 ? !inclusive : inclusive)));
    }

    private static @Nullable Offer offer(Random random, long dearest) {
        var products = random.nextBoolean() ? null : Set.copyOf(List.of("p" + random.nextInt(3), "p1"));
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> new Offer(new Reduction.Percentage(1 + random.nextInt(10_000)), products);
            case 2 -> new Offer(new Reduction.FixedAmount(1 + amount(random, dearest)), products);
            case 3 -> new Offer(new Reduction.BuyXGetY(1 + random.nextInt(3), 1 + random.nextInt(3)), products);
            default -> new Offer(new Reduction.FreeShipping(), products);
        };
    }

    /// Some equal, so that there are ties.
    private static long amount(Random random, long most) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> most - 1;
            default -> random.nextLong(most);
        };
    }
}
