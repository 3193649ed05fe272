package io.tillstream.checkout.catalog.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.pricing.Price;
import io.tillstream.checkout.pricing.PriceInterval;

/// What variants were sold for, and will be as far as it is planned: promotions begin and end without a command. Only while they are sold.
final class PriceHistoryStore {

    private record Row(String sku, PriceInterval interval) {}

    private final JdbcTemplate jdbc;

    PriceHistoryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes what is planned from now on instead of what was planned before. An interval that goes on stays one, so that a catalogue may be imported
    /// every minute.
    ///
    /// @param listings as they are now
    void write(List<Listing> listings, Instant now) {
        var skus = listings.stream().map(Listing::sku).toArray(String[]::new);
        jdbc.update("delete from price_history where sku = any(?) and from_at >= ?", skus, at(now));
        var running = running(skus, now);
        var ended = new ArrayList<Row>();
        var begun = new ArrayList<Row>();
        for (var listing : listings) {
            var planned = listing.active() ? listing.tariff().from(now) : List.<PriceInterval>of();
            var before = running.get(listing.sku());
            boolean goesOn = before != null && !planned.isEmpty() && planned.getFirst().continues(before);
            if (before != null) {
                var until = goesOn ? planned.getFirst().until() : now;
                ended.add(new Row(listing.sku(), new PriceInterval(before.price(), before.origin(),
                        before.promotionId(), before.from(), until)));
            }
            planned.stream().skip(goesOn ? 1 : 0).forEach(each -> begun.add(new Row(listing.sku(), each)));
        }
        end(ended);
        begin(begun);
    }

    private Map<String, PriceInterval> running(String[] skus, Instant now) {
        var running = new HashMap<String, PriceInterval>();
        jdbc.query("select * from price_history where sku = any(?) and (until_at is null or until_at > ?)",
                rs -> {
                    running.put(rs.getString("sku"), interval(rs));
                }, skus, at(now));
        return running;
    }

    private static PriceInterval interval(ResultSet rs) throws SQLException {
        var until = rs.getObject("until_at", OffsetDateTime.class);
        return new PriceInterval(rs.getLong("price"), Price.Origin.of(rs.getString("origin")),
                rs.getString("promotion_id"), rs.getObject("from_at", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant());
    }

    private void end(List<Row> rows) {
        if (!rows.isEmpty()) {
            jdbc.update("""
                    update price_history h set until_at = e.until_at
                    from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as e(sku, from_at, until_at)
                    where h.sku = e.sku and h.from_at = e.from_at and h.until_at is distinct from e.until_at""",
                    texts(rows, Row::sku), texts(rows, row -> row.interval().from()),
                    texts(rows, row -> row.interval().until()));
        }
    }

    private void begin(List<Row> rows) {
        if (!rows.isEmpty()) {
            jdbc.update(
                    """
                    insert into price_history (sku, price, origin, promotion_id, from_at, until_at)
                    select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])""",
                    texts(rows, Row::sku), rows.stream().mapToLong(row -> row.interval().price()).toArray(),
                    texts(rows, row -> row.interval().origin().text()),
                    texts(rows, row -> row.interval().promotionId()), texts(rows, row -> row.interval().from()),
                    texts(rows, row -> row.interval().until()));
        }
    }

    private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable Object> column) {
        return rows.stream().map(column).map(each -> Objects.toString(each, null)).toArray(String[]::new);
    }

    /// Lowest prices of the last 30 days, before the promotion where one is on. Who was not sold before has none.
    Map<String, Long> lowest(List<Listing> listings, Instant now) {
        var lowest = new HashMap<String, Long>();
        jdbc.query("select sku, price from lowest_prices(?, ?)", rs -> {
            lowest.put(rs.getString("sku"), rs.getLong("price"));
        }, listings.stream().map(Listing::sku).toArray(String[]::new), at(now));
        return lowest;
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
