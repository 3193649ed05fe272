package io.tillstream.checkout.lane.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.lane.LaneRow;
import io.tillstream.checkout.lane.LogBounds;
import io.tillstream.checkout.lane.OutboxRow;

/// The tables `lane` and `outbox`. Every method but [#resume] runs in the caller's transaction.
public record LaneStore(JdbcTemplate jdbc) {

    /// Locks the lane's row until the transaction ends. A new lane starts at the starts of its logs, and so does a topic that is new to it.
    ///
    /// @param patience how long to wait for any lock
    LaneRow lock(String lane, Map<String, LogBounds> logs, Duration patience) {
        jdbc.queryForObject("select set_config('lock_timeout', ?, true)", String.class, patience.toMillis() + "ms");
        jdbc.update("""
                insert into lane (lane, counter, topics, topic_ids, entered_at, next_offsets)
                values (?, 0, '{}', '{}', '{}', '{}') on conflict do nothing""", lane);
        var row = lock(lane);
        var topics = new TreeMap<>(row.topics());
        logs.forEach((topic, log) -> topics.putIfAbsent(topic,
                new LaneRow.Position(log.topicId(), log.start(), log.start())));
        if (topics.size() > row.topics().size()) {
            move(lane, row.counter(), topics);
        }
        return new LaneRow(row.counter(), topics, row.stopped(), row.resumeFrom());
    }

    LaneRow lock(String lane) {
        return jdbc.query("""
                select counter, topics, topic_ids, entered_at, next_offsets, stopped, resume_from
                from lane where lane = ? for no key update""", (rs, _) -> row(rs), lane).getFirst();
    }

    private void move(String lane, long counter, Map<String, LaneRow.Position> topics) {
        jdbc.update("""
                update lane set counter = ?, topics = ?, topic_ids = ?, entered_at = ?, next_offsets = ?
                where lane = ?""", counter, topics.keySet().toArray(String[]::new),
                topics.values().stream().map(LaneRow.Position::topicId).toArray(String[]::new),
                topics.values().stream().mapToLong(LaneRow.Position::entered).toArray(),
                topics.values().stream().mapToLong(LaneRow.Position::next).toArray(), lane);
    }

    List<OutboxRow> outbox(String lane) {
        return jdbc.query("""
                select counter, topics, from_offsets, to_offsets, records
                from outbox where lane = ? order by counter""",
                (rs, _) -> new OutboxRow(rs.getLong("counter"), offsets(rs, "from_offsets"), offsets(rs, "to_offsets"),
                        rs.getBytes("records")),
                lane);
    }

    /// A batch: moves the row and adds what is to be published.
    ///
    /// @param clear whether the earlier outbox rows are published by now
    void save(String lane, Map<String, LaneRow.Position> topics, OutboxRow row, boolean clear) {
        move(lane, row.counter(), topics);
        if (clear) {
            jdbc.update("delete from outbox where lane = ?", lane);
        }
        var names = row.from().keySet().toArray(String[]::new);
        jdbc.update("""
                insert into outbox (lane, counter, topics, from_offsets, to_offsets, records)
                values (?, ?, ?, ?, ?, ?)""", lane, row.counter(), names,
                Stream.of(names).mapToLong(row.from()::get).toArray(),
                Stream.of(names).mapToLong(row.to()::get).toArray(), row.records());
    }

    /// The lane stands still from now on, until [#resume].
    ///
    /// @param reason null: it runs again
    void stop(String lane, @Nullable String reason) {
        jdbc.update("update lane set stopped = ?, resume_from = null where lane = ?", reason, lane);
    }

    /// A person has looked. The lane's owner takes it up within seconds.
    ///
    /// @param trust `database`: go on at the lane's row; `kafka`: go on at the offsets that the group committed
    /// @return false if there is no such lane, or it is not stopped
    public boolean resume(String lane, String trust) {
        return jdbc.update("update lane set resume_from = ? where lane = ? and stopped is not null", trust, lane) == 1;
    }

    private static LaneRow row(ResultSet rs) throws SQLException {
        var ids = (String[]) rs.getArray("topic_ids").getArray();
        var entered = offsets(rs, "entered_at");
        var next = offsets(rs, "next_offsets");
        var topics = new TreeMap<String, LaneRow.Position>();
        for (var topic : next.keySet()) { // sorted, as they were written
            topics.put(topic,
                    new LaneRow.Position(ids[topics.size()], entered.getOrDefault(topic, 0L), next.get(topic)));
        }
        return new LaneRow(rs.getLong("counter"), topics, rs.getString("stopped"), rs.getString("resume_from"));
    }

    private static Map<String, Long> offsets(ResultSet rs, String column) throws SQLException {
        var topics = (String[]) rs.getArray("topics").getArray();
        var values = (Long[]) rs.getArray(column).getArray();
        var offsets = new TreeMap<String, Long>();
        for (int i = 0; i < values.length; i++) {
            offsets.put(topics[i], values[i]);
        }
        return offsets;
    }
}
