package io.tillstream.checkout.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// What a variant costs, and when.
///
/// @param base       minor units, of the product
/// @param override   minor units, of the variant alone, or null: that of the product
/// @param promotions that are planned, run, or have ended not long ago, in no order
public record Tariff(long base, @Nullable Long override, List<Promotion> promotions) {

    /// Of a variant without a price of its own and without promotions.
    public static Tariff of(long base) {
        return new Tariff(base, null, List.of());
    }

    /// The lowest promotion that runs then, else the variant's own price, else the product's.
    public Price at(Instant at) {
        return running(at).map(each -> new Price(each.price(), Price.Origin.PROMOTION, each.endsAt()))
                .orElse(regular());
    }

    /// Without any promotion.
    public Price regular() {
        return override == null ? Price.base(base) : new Price(override, Price.Origin.OVERRIDE, null);
    }

    Optional<Promotion> running(Instant at) {
        return promotions.stream().filter(each -> each.runsAt(at)).min(Promotion.FIRST_COUNTS);
    }

    /// What it costs from then on, as far as it is planned: without gap, and each interval other than the one before. The last one has no end.
    public List<PriceInterval> from(Instant begin) {
        var intervals = new ArrayList<PriceInterval>();
        for (var at : changes(begin)) {
            var next = interval(at);
            if (intervals.isEmpty()) {
                intervals.add(next);
            } else if (!next.continues(intervals.getLast())) {
                intervals.set(intervals.size() - 1, intervals.getLast().until(at));
                intervals.add(next);
            }
        }
        return List.copyOf(intervals);
    }

    private SortedSet<Instant> changes(Instant begin) {
        var changes = new TreeSet<Instant>();
        promotions.forEach(each -> changes.addAll(List.of(each.startsAt(), each.endsAt())));
        changes.add(begin);
        return changes.tailSet(begin);
    }

    private PriceInterval interval(Instant at) {
        return running(at).map(each -> new PriceInterval(each.price(), Price.Origin.PROMOTION, each.id(), at, null))
                .orElseGet(() -> new PriceInterval(regular().amount(), regular().origin(), null, at, null));
    }

    public Tariff with(List<Promotion> more) {
        return new Tariff(base, override, Stream.concat(promotions.stream(), more.stream()).toList());
    }
}
