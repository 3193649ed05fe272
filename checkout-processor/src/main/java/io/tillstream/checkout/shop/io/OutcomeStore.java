package io.tillstream.checkout.shop.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.shop.Shop.Decided;

/// First outcomes of commands, kept for two days in partitions of a day.
public final class OutcomeStore {

    /// A key is remembered for 48 hours at least.
    private static final int DAYS_KEPT = 3;

    private final JdbcTemplate jdbc;
    private volatile LocalDate thereIsOneFor = LocalDate.MIN;

    public OutcomeStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<Decided> read(Collection<UUID> commandIds) {
        if (commandIds.isEmpty()) {
            return List.of();
        }
        return jdbc.query("""
                select command_id, body_hash, subject, status, code, detail, data, order_id, continued_by
                from command_outcome where command_id = any(?::uuid[])""", (rs, _) -> decided(rs),
                (Object) commandIds.stream().map(UUID::toString).toArray(String[]::new));
    }

    private static Decided decided(ResultSet rs) throws SQLException {
        var data = rs.getString("data");
        var outcome = new Outcome(Outcome.Status.valueOf(rs.getString("status").toUpperCase(Locale.ROOT)),
                rs.getString("code"),
                rs.getString("detail"), data == null ? Map.of() : Json.objects(data),
                rs.getObject("order_id", UUID.class), null, rs.getObject("continued_by", UUID.class));
        return new Decided(rs.getObject("command_id", UUID.class), rs.getString("body_hash"), rs.getString("subject"),
                outcome);
    }

    public void write(Collection<Decided> all, Instant now) {
        if (all.isEmpty()) {
            return;
        }
        makePartition(LocalDate.ofInstant(now, ZoneOffset.UTC));
        jdbc.update(
                """
                insert into command_outcome (day, at, command_id, body_hash, subject, status, code, detail, data, order_id, continued_by)
                select ?, ?, o.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[]) as o""",
                LocalDate.ofInstant(now, ZoneOffset.UTC), OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                all.stream().map(each -> each.commandId().toString()).toArray(String[]::new),
                all.stream().map(Decided::bodyHash).toArray(String[]::new),
                all.stream().map(Decided::subject).toArray(String[]::new),
                all.stream().map(each -> each.outcome().status().name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new),
                all.stream().map(each -> each.outcome().code()).toArray(String[]::new),
                all.stream().map(each -> each.outcome().detail()).toArray(String[]::new),
                all.stream().map(each -> each.outcome().data().isEmpty() ? null : Json.write(each.outcome().data()))
                        .toArray(String[]::new),
                all.stream().map(each -> Objects.toString(each.outcome().orderId(), null)).toArray(String[]::new),
                all.stream().map(each -> Objects.toString(each.outcome().continuedBy(), null))
                        .toArray(String[]::new));
    }

    /// A machine that slept for days wakes up without one for today, and then no timer has made it yet.
    private void makePartition(LocalDate day) {
        if (day.equals(thereIsOneFor)) {
            return;
        }
        if (jdbc.queryForObject("select to_regclass(?)::text", String.class, partition(day)) == null) {
            create(day);
        }
        thereIsOneFor = day;
    }

    /// Makes the partitions of today and the next two days, and drops those that nobody may ask for any more.
    public void keepPartitions(LocalDate today) {
        for (int i = 0; i <= 2; i++) {
            create(today.plusDays(i));
        }
        var oldest = partition(today.minusDays(DAYS_KEPT - 1L));
        jdbc.queryForList(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'command_outcome'::regclass",
                String.class).stream()
                .filter(name -> name.compareTo(oldest) < 0).forEach(name -> jdbc.execute("drop table " + name));
    }

    private void create(LocalDate day) {
        jdbc.execute("create table if not exists %s partition of command_outcome for values from ('%s') to ('%s')"
                .formatted(partition(day), day, day.plusDays(1)));
    }

    private static String partition(LocalDate day) {
        return "command_outcome_" + day.toString().replace('-', '_');
    }
}
