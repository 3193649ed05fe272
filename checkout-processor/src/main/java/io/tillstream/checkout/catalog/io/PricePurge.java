package io.tillstream.checkout.catalog.io;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/// Forgets prices and promotions that nobody asks for any more, in small steps, apart from lanes.
public final class PricePurge {

    private static final int STEP = 500;

    /// A backlog is the next call's too.
    private static final int MOST_STEPS = 100;

    /// A command may be read a week after it was accepted, and is judged by the promotions of its time.
    private static final Duration PROMOTIONS_KEPT = Duration.ofDays(8);
    private static final Duration HISTORY_KEPT = Duration.ofDays(30);

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public PricePurge(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    public void purge() {
        var now = clock.instant();
        inSteps(() -> purgePromotions(now.minus(PROMOTIONS_KEPT)));
        inSteps(() -> purgeHistory(now));
    }

    private static void inSteps(IntSupplier step) {
        for (int steps = 0; steps < MOST_STEPS && step.getAsInt() == STEP; steps++) {
        }
    }

    private int purgePromotions(Instant before) {
        return jdbc.update(
                """
                delete from promotion where (sku, promotion_id) in (
                    select sku, promotion_id from promotion where ends_at < ? order by ends_at limit ? for update skip locked)""",
                OffsetDateTime.ofInstant(before, ZoneOffset.UTC), STEP);
    }

    /// What a promotion is compared with is kept as long as it runs.
    private int purgeHistory(Instant now) {
        return jdbc.update("""
                delete from price_history where (sku, from_at) in (
                    select h.sku, h.from_at from price_history h
                    where h.until_at < ? and not exists (
                        select 1 from price_history p
                        where p.sku = h.sku and p.origin = 'promotion' and p.until_at > ? and p.from_at - interval '720 hours' < h.until_at)
                    order by h.until_at limit ? for update of h skip locked)""",
                OffsetDateTime.ofInstant(now.minus(HISTORY_KEPT), ZoneOffset.UTC),
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC), STEP);
    }
}
