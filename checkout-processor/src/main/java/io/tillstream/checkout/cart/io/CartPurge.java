package io.tillstream.checkout.cart.io;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.JdbcTemplate;

/// Deletes carts that have expired, with all that is in them, in small steps. It waits for nobody: a cart that is locked has its turn later.
public final class CartPurge {

    /// The week that commands are kept on their topic and a day more: no command can still be unread that was accepted before the cart expired.
    private static final Duration KEPT = Duration.ofDays(8);

    private static final int STEP = 500;

    /// A backlog is the next call's too, so that nobody else waits for it long.
    private static final int MOST_STEPS = 100;

    private final JdbcTemplate jdbc;

    public CartPurge(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Steps until one is not full.
    public void purge(Instant now) {
        var until = OffsetDateTime.ofInstant(now.minus(KEPT), ZoneOffset.UTC);
        for (int step = 0; step < MOST_STEPS && step(until) == STEP; step++) {
        }
    }

    /// A cart with orders stays, and leaves the range of the index that every step looks at.
    ///
    /// @return carts that were looked at
    private int step(OffsetDateTime until) {
        var found = jdbc.queryForObject("""
                with expired as materialized (
                    select cart_id, exists (select from orders o where o.cart_id = c.cart_id) as ordered from cart c
                    where expires_at > '-infinity' and expires_at < ? and status in ('ACTIVE', 'ABANDONED')
                    order by expires_at limit ? for update of c skip locked),
                kept as (update cart set expires_at = '-infinity' from expired where cart.cart_id = expired.cart_id and ordered),
                gone as (delete from cart using expired where cart.cart_id = expired.cart_id and not ordered)
                select count(*) from expired""", Integer.class, until, STEP);
        return found == null ? 0 : found;
    }
}
