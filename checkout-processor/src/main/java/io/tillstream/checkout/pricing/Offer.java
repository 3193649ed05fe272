package io.tillstream.checkout.pricing;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A reduction and what it applies to.
///
/// @param productIds null: everything
public record Offer(Reduction reduction, @Nullable Set<String> productIds) {

    public boolean appliesTo(String productId) {
        return productIds == null || productIds.contains(productId);
    }

    /// What each item becomes cheaper by, in their order, minor units.
    long[] discounts(List<Item> items) {
        var weights = new long[items.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = appliesTo(items.get(i).productId()) ? items.get(i).amount() : 0;
        }
        return Sharing.out(discount(items, sum(weights)), weights);
    }

    private long discount(List<Item> items, long base) {
        return switch (reduction) {
            case Reduction.Percentage(int basisPoints) -> Fraction.rounded(base, basisPoints, 10_000);
            case Reduction.FixedAmount(long amount) -> Math.min(amount, base);
            case Reduction.FreeShipping() -> 0;
            case Reduction.BuyXGetY(int buy, int get) ->
                free(items.stream().filter(item -> appliesTo(item.productId())).toList(), buy, get);
        };
    }

    private static long free(List<Item> items, long buy, long get) {
        long units = items.stream().mapToLong(Item::quantity).sum();
        long grouped = units - units % (buy + get);
        long free = 0;
        long from = 0;
        for (var item : items.stream().sorted(Comparator.comparingLong(Item::unitPrice).reversed()).toList()) {
            long to = Math.min(from + item.quantity(), grouped);
            long count = freeOfFirst(to, buy, get) - freeOfFirst(Math.min(from, grouped), buy, get);
            free = Math.addExact(free, Math.multiplyExact(item.unitPrice(), count));
            from += item.quantity();
        }
        return free;
    }

    private static long freeOfFirst(long units, long buy, long get) {
        return units / (buy + get) * get + Math.max(0, units % (buy + get) - buy);
    }

    private static long sum(long[] amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum = Math.addExact(sum, amount);
        }
        return sum;
    }
}
