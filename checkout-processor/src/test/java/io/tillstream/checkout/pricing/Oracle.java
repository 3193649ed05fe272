package io.tillstream.checkout.pricing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The rules of the totals in exact numbers of any size, unit by unit, without regard to speed.
final class Oracle {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final AnyCart cart;
    final List<BigInteger> discounts = new ArrayList<>();
    final BigInteger subtotal;
    final BigInteger discount;
    final BigInteger shipping;
    private BigInteger tax = BigInteger.ZERO;
    private BigInteger included = BigInteger.ZERO;

    Oracle(AnyCart cart) {
        this.cart = cart;
        this.subtotal = cart.items().stream().map(Oracle::amount).reduce(BigInteger.ZERO, BigInteger::add);
        this.discount = discount(cart.offer());
        share();
        this.shipping = shipping();
        for (var taxClass : List.of("standard", "reduced", "none")) {
            tax(taxClass);
        }
    }

    BigInteger tax() {
        return tax;
    }

    BigInteger included() {
        return included;
    }

    BigInteger total() {
        return subtotal.subtract(discount).add(shipping).add(tax).subtract(included);
    }

    private static BigInteger amount(Item item) {
        return BigInteger.valueOf(item.unitPrice()).multiply(BigInteger.valueOf(item.quantity()));
    }

    /// floor(x + 1/2)
    private static BigInteger halfUp(BigInteger numerator, BigInteger denominator) {
        return numerator.add(numerator).add(denominator).divide(denominator.add(denominator));
    }

    private BigInteger weight(Item item) {
        var offer = cart.offer();
        return offer != null && offer.appliesTo(item.productId()) ? amount(item) : BigInteger.ZERO;
    }

    private BigInteger base() {
        return cart.items().stream().map(this::weight).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger discount(@Nullable Offer offer) {
        if (offer == null) {
            return BigInteger.ZERO;
        }
        return switch (offer.reduction()) {
            case Reduction.Percentage(int points) ->
                halfUp(base().multiply(BigInteger.valueOf(points)), BigInteger.valueOf(10_000));
            case Reduction.FixedAmount(long amount) -> base().min(BigInteger.valueOf(amount));
            case Reduction.FreeShipping() -> BigInteger.ZERO;
            case Reduction.BuyXGetY(int buy, int get) -> free(offer, buy, get);
        };
    }

    private BigInteger free(Offer offer, int buy, int get) {
        var units = new ArrayList<Long>();
        cart.items().stream().filter(item -> offer.appliesTo(item.productId()))
                .forEach(item -> units.addAll(Collections.nCopies(item.quantity(), item.unitPrice())));
        units.sort(Collections.reverseOrder());
        var free = BigInteger.ZERO;
        while (units.size() >= buy + get) {
            var group = units.subList(0, buy + get);
            for (long price : group.subList(buy, buy + get)) {
                free = free.add(BigInteger.valueOf(price));
            }
            group.clear();
        }
        return free;
    }

    /// Whole parts first, then unit by unit to whoever is furthest below his exact share.
    private void share() {
        var base = base();
        cart.items().forEach(item -> discounts
                .add(base.signum() == 0 ? BigInteger.ZERO : discount.multiply(weight(item)).divide(base)));
        var left = discount.subtract(discounts.stream().reduce(BigInteger.ZERO, BigInteger::add));
        for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
            int furthest = 0;
            for (int i = 1; i < discounts.size(); i++) {
                if (below(i).compareTo(below(furthest)) > 0) {
                    furthest = i;
                }
            }
            discounts.set(furthest, discounts.get(furthest).add(BigInteger.ONE));
        }
    }

    private BigInteger below(int i) {
        return discount.multiply(weight(cart.items().get(i))).subtract(discounts.get(i).multiply(base()));
    }

    private BigInteger shipping() {
        var offer = cart.offer();
        var freeFrom = cart.shipping().freeFrom();
        if (offer != null && offer.reduction() instanceof Reduction.FreeShipping) {
            return BigInteger.ZERO;
        }
        return freeFrom != null && subtotal.subtract(discount).compareTo(BigInteger.valueOf(freeFrom)) >= 0
                ? BigInteger.ZERO
                : BigInteger.valueOf(cart.shipping().price());
    }

    private void tax(String taxClass) {
        var rate = cart.rates().get(taxClass);
        if (rate == null) {
            return;
        }
        var base = taxClass.equals("standard") ? shipping : BigInteger.ZERO;
        for (int i = 0; i < cart.items().size(); i++) {
            if (cart.items().get(i).taxClass().equals(taxClass)) {
                base = base.add(amount(cart.items().get(i))).subtract(discounts.get(i));
            }
        }
        var ppm = BigInteger.valueOf(rate.ppm());
        var of = halfUp(base.multiply(ppm), rate.inclusive() ? MILLION.add(ppm) : MILLION);
        tax = tax.add(of);
        included = rate.inclusive() ? included.add(of) : included;
    }
}
