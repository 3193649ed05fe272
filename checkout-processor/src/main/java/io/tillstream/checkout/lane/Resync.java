package io.tillstream.checkout.lane;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.publication.Outbox;

/// What a lane does before it runs: on assignment, and after every failure. Pure: the verdict follows from what PostgreSQL and Kafka say.
public final class Resync {

    /// No offset at all.
    static final long NEVER = -1;

    public sealed interface Verdict {

        /// All that was applied is published.
        record InStep() implements Verdict {}

        /// These batches were applied, but their Kafka transaction did not commit. None: the group has yet to commit where the lane stands, so
        /// that from then on an absent offset is one that got lost.
        record Publish(List<OutboxRow> rows) implements Verdict {}

        /// Neither: what was read is stale, or something was restored, reset or recreated.
        record Unclear(String why) implements Verdict {}

        /// A person has to look.
        record Stopped() implements Verdict {}

        /// A person has looked, and nothing has to be decided.
        record RunAgain() implements Verdict {}

        /// A person has decided: the lane goes on there, as after a batch that publishes nothing.
        record GoOnAt(Map<String, LaneRow.Position> topics, OutboxRow row) implements Verdict {}
    }

    private Resync() {}

    /// @param outbox    by counter
    /// @param committed offsets of the consumer group by topic; absent where it has none
    /// @param logs      by topic
    public static Verdict verdict(LaneRow row, List<OutboxRow> outbox, Map<String, Long> committed,
            Map<String, LogBounds> logs) {
        if (row.stopped() != null && row.resumeFrom() == null) {
            return new Verdict.Stopped();
        }
        var verdict = running(row, outbox, committed, logs);
        if (row.stopped() == null) {
            return verdict;
        }
        return verdict instanceof Verdict.Unclear ? resumed(row, committed, logs) : new Verdict.RunAgain();
    }

    private static Verdict running(LaneRow row, List<OutboxRow> outbox, Map<String, Long> committed,
            Map<String, LogBounds> logs) {
        var broken = brokenLog(row, logs);
        if (broken != null) {
            return new Verdict.Unclear(broken);
        }
        var at = position(row, committed);
        var next = row.next();
        if (at.equals(next)) {
            return committed.keySet().containsAll(next.keySet())
                    ? new Verdict.InStep()
                    : new Verdict.Publish(List.of());
        }
        for (int i = 0; i < outbox.size(); i++) {
            var from = new TreeMap<>(next); // a topic that came after that batch has not moved
            from.putAll(outbox.get(i).from());
            if (at.equals(from)) {
                return new Verdict.Publish(List.copyOf(outbox.subList(i, outbox.size())));
            }
        }
        return new Verdict.Unclear(
                "the group committed %s, the lane's row is at %s, and no unpublished batch begins there"
                        .formatted(at, next));
    }

    /// The group's position; -1 where it has none though the lane has moved.
    private static Map<String, Long> position(LaneRow row, Map<String, Long> committed) {
        var at = new TreeMap<String, Long>();
        row.topics().forEach((topic, position) -> {
            long none = position.next() == position.entered() ? position.next() : NEVER;
            at.put(topic, committed.getOrDefault(topic, none));
        });
        return at;
    }

    private static Verdict resumed(LaneRow row, Map<String, Long> committed, Map<String, LogBounds> logs) {
        var topics = resumeAt(row, committed, logs);
        var from = new TreeMap<String, Long>();
        topics.keySet().forEach(topic -> from.put(topic, committed.getOrDefault(topic, NEVER)));
        var to = new LaneRow(0, topics, null, null).next();
        return new Verdict.GoOnAt(topics, new OutboxRow(row.counter() + 1, from, to, Outbox.encode(List.of())));
    }

    /// Where to go on when a person has decided what to trust: there if the log still has it, else at the log's start. The group has to commit
    /// it, so from now on an absent offset is never taken for equal.
    static Map<String, LaneRow.Position> resumeAt(LaneRow row, Map<String, Long> committed,
            Map<String, LogBounds> logs) {
        boolean kafka = "kafka".equals(row.resumeFrom());
        var target = new TreeMap<String, LaneRow.Position>();
        logs.forEach((topic, log) -> {
            var position = row.topics().get(topic);
            var wanted = kafka ? committed.get(topic) : position == null ? null : Long.valueOf(position.next());
            boolean same = position != null && position.topicId().equals(log.topicId());
            boolean there = wanted != null && same && wanted >= log.start() && wanted <= log.end();
            long next = there && wanted != null ? wanted : log.start();
            target.put(topic, new LaneRow.Position(log.topicId(), NEVER, next));
        });
        return target;
    }

    private static @Nullable String brokenLog(LaneRow row, Map<String, LogBounds> logs) {
        for (var topic : row.topics().entrySet()) {
            var position = topic.getValue();
            var log = logs.get(topic.getKey());
            if (log == null) {
                return "topic %s is gone".formatted(topic.getKey());
            }
            if (!log.topicId().equals(position.topicId())) {
                return "topic %s was recreated: its id was %s and is %s".formatted(topic.getKey(), position.topicId(),
                        log.topicId());
            }
            if (position.next() > log.end()) {
                return "the lane's row is at %d of %s, beyond the log's end %d".formatted(position.next(),
                        topic.getKey(), log.end());
            }
            if (position.next() < log.start()) {
                return "the lane's row is at %d of %s, below the log's start %d".formatted(position.next(),
                        topic.getKey(), log.start());
            }
        }
        return null;
    }
}
