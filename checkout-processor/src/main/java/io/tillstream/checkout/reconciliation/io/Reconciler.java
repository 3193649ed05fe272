package io.tillstream.checkout.reconciliation.io;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.reconciliation.Booked;
import io.tillstream.checkout.reconciliation.Difference;
import io.tillstream.checkout.reconciliation.Difference.Kind;
import io.tillstream.checkout.reconciliation.Reconciliation;

/// Compares Stripe, orders, holds and stock every few minutes. Every difference is named in the log and counted; where Stripe has the last word, the order's
/// lane is told again what that is.
///
/// A difference is one only if it is still there after a while: what is on its way is none.
public final class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /// Longer than an order waits, unless the bank is slow. What is older is not compared any more.
    private static final Duration LONG = Duration.ofHours(26);
    private static final Duration SHORT = Duration.ofHours(1);
    /// Every so many runs a long one, which also adds up the stock.
    private static final int LONG_EVERY = 12;

    private final ShopBooks shop;
    private final Books stripe;
    private final Consumer<PaymentNews> heal;
    private final BooleanSupplier responsible;
    private final InstantSource clock;
    private final Duration grace;
    private final Map<Kind, AtomicLong> found = new EnumMap<>(Kind.class);
    private final MeterRegistry metrics;
    private int runs;

    /// @param heal        tells an order's lane
    /// @param responsible whether this process does it: one of them is enough
    /// @param grace       what may be on its way for so long is no difference
    public Reconciler(JdbcTemplate jdbc, Books stripe, Consumer<PaymentNews> heal, BooleanSupplier responsible,
            InstantSource clock, Duration grace, MeterRegistry metrics) {
        this.shop = new ShopBooks(jdbc);
        this.stripe = stripe;
        this.heal = heal;
        this.responsible = responsible;
        this.clock = clock;
        this.grace = grace;
        this.metrics = metrics;
        for (var kind : Kind.values()) {
            found.put(kind, Objects.requireNonNull(metrics.gauge("tillstream.reconciliation.differences",
                    List.of(Tag.of("kind", name(kind))), new AtomicLong())));
        }
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 300_000)
    void reconcile() throws InterruptedException {
        if (responsible.getAsBoolean()) {
            reconcile(runs++ % LONG_EVERY == 0);
        } else {
            found.values().forEach(count -> count.set(0)); // another process counts
        }
    }

    /// @param all also what costs more to find out
    /// @return what differs, and did so for the grace
    public List<Difference> reconcile(boolean all) throws InterruptedException {
        var now = clock.instant();
        var differences = new ArrayList<>(compared("what is late", () -> shop.late(now)));
        differences.addAll(compared("Stripe and the orders", () -> withStripe(now.minus(all ? LONG : SHORT))));
        if (all) {
            differences.addAll(compared("the stock", () -> shop.sums(now.minus(LONG))));
        }
        count(differences);
        for (var each : differences) {
            log.error("ALARM {}: {}: {}{}", name(each.kind()), each.subject(), each.detail(),
                    each.healing() == null ? "" : "; its lane is told again");
            if (each.healing() != null) {
                heal.accept(each.healing());
                metrics.counter("tillstream.reconciliation.healed", "kind", name(each.kind())).increment();
            }
        }
        return differences;
    }

    private interface Comparison {
        List<Difference> differences() throws InterruptedException;
    }

    /// One comparison that cannot be made does not keep the others from being made.
    private List<Difference> compared(String what, Comparison comparison) throws InterruptedException {
        try {
            return comparison.differences();
        } catch (RuntimeException e) {
            log.warn("{} could not be compared this time: {}", what, e.toString());
            metrics.counter("tillstream.reconciliation.failed").increment();
            return List.of();
        }
    }

    private List<Difference> withStripe(Instant since) throws InterruptedException {
        var booked = stripe.since(since);
        var suspect = differences(booked, since);
        if (suspect.isEmpty()) {
            return suspect;
        }
        Thread.sleep(grace);
        var subjects = suspect.stream().map(Difference::subject).collect(Collectors.toSet());
        return differences(stripe.since(since), since).stream()
                .filter(difference -> subjects.contains(difference.subject())).toList();
    }

    private List<Difference> differences(List<Booked> booked, Instant since) {
        var orders = new ArrayList<>(
                shop.orders(booked.stream().map(Booked::orderId).filter(Objects::nonNull).distinct().toList()));
        var all = new ArrayList<>(Reconciliation.differences(booked, orders));
        all.addAll(Reconciliation.unpaid(booked, shop.paidSince(since.plus(grace))));
        return all;
    }

    private void count(List<Difference> differences) {
        var counts = differences.stream().collect(Collectors.groupingBy(Difference::kind, Collectors.counting()));
        found.forEach((kind, gauge) -> gauge.set(counts.getOrDefault(kind, 0L)));
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
