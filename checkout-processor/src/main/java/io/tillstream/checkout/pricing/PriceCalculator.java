package io.tillstream.checkout.pricing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Adds up what a cart costs. Every rounding is half up on the exact value; an overflow is an error, never a wrong number.
public final class PriceCalculator {

    private PriceCalculator() {}

    /// @param offer null: none
    /// @param taxes rate of a class at the destination, or null: not taxed
    /// @throws ArithmeticException if an amount is no long
    public static Priced price(List<Item> items, @Nullable Offer offer, ShippingQuote.Price shipping,
            Function<String, @Nullable TaxRate> taxes) {
        long subtotal = 0;
        for (var item : items) {
            subtotal = Math.addExact(subtotal, item.amount());
        }
        var discounts = offer == null ? new long[items.size()] : offer.discounts(items);
        long discount = 0;
        for (long each : discounts) {
            discount += each;
        }
        long shipped = shipping(shipping, offer, subtotal - discount);
        var bases = new HashMap<String, Long>();
        for (int i = 0; i < discounts.length; i++) {
            bases.merge(items.get(i).taxClass(), items.get(i).amount() - discounts[i], Math::addExact);
        }
        bases.merge(shipping.taxClass(), shipped, Math::addExact);
        return new Priced(totals(subtotal, discount, shipped, byRate(bases, taxes)),
                Arrays.stream(discounts).boxed().toList());
    }

    private static long shipping(ShippingQuote.Price quote, @Nullable Offer offer, long goods) {
        boolean freeByCode = offer != null && offer.reduction() instanceof Reduction.FreeShipping;
        boolean freeByLimit = quote.freeFrom() != null && goods >= quote.freeFrom();
        return freeByCode || freeByLimit ? 0 : quote.price();
    }

    /// Each class is looked up once, however many lines it has.
    private static Map<TaxRate, Long> byRate(Map<String, Long> bases, Function<String, @Nullable TaxRate> taxes) {
        var byRate = new HashMap<TaxRate, Long>();
        bases.forEach((taxClass, base) -> {
            var rate = taxes.apply(taxClass);
            if (rate != null) {
                byRate.merge(rate, base, Math::addExact);
            }
        });
        return byRate;
    }

    private static Totals totals(long subtotal, long discount, long shipping, Map<TaxRate, Long> bases) {
        long tax = 0;
        long included = 0;
        for (var base : bases.entrySet()) {
            long of = base.getKey().of(base.getValue());
            tax = Math.addExact(tax, of);
            included = Math.addExact(included, base.getKey().inclusive() ? of : 0);
        }
        var totals = new Totals(subtotal, discount, shipping, tax, included);
        var _ = totals.total(); // an overflow shows here, and not later
        return totals;
    }
}
