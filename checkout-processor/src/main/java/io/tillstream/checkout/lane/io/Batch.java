package io.tillstream.checkout.lane.io;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.LaneRow;
import io.tillstream.checkout.lane.OutboxRow;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outbox;
import io.tillstream.checkout.publication.Outgoing;

/// Applies the records of one poll to one lane: one PostgreSQL transaction, or several if the records have to be split because one of them is at
/// fault or because they publish too much. Each writes its own outbox row; only the first clears the rows before it.
final class Batch {

    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    /// Kafka's own limit for a record is 1 MiB, headers and key included.
    private static final int RECORD_BYTES = 1_000_000;
    private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

    /// What was applied: the outbox rows in order, and how many records in a row, up to the last, are dead letters.
    record Applied(List<OutboxRow> rows, Map<String, Long> next, int deadLetters) {}

    private final TransactionTemplate transactions;
    private final LaneStore store;
    private final LaneHandler handler;
    private final InstantSource clock;
    private final Map<String, Integer> partitions;

    /// @param partitions of the lane's topics; a key must belong to the partition that its record is in
    Batch(TransactionTemplate transactions, LaneStore store, LaneHandler handler, InstantSource clock,
            Map<String, Integer> partitions) {
        this.transactions = transactions;
        this.store = store;
        this.handler = handler;
        this.clock = clock;
        this.partitions = partitions;
    }

    /// Applies everything or throws; what was committed before it threw is found by the resync that has to follow.
    ///
    /// @param counter   the remembered one
    /// @param next      the lane's next offsets
    /// @param records   none for a lane whose log moved by markers alone
    /// @param positions next offsets after the records, markers included
    Applied apply(String lane, long counter, Map<String, Long> next, List<ConsumerRecord<byte[], byte[]>> records,
            Map<String, Long> positions) {
        var run = new Run(lane, counter, next);
        run.apply(records, positions);
        return new Applied(run.rows, run.next, run.deadLetters);
    }

    private final class Run {

        private final String lane;
        private final List<OutboxRow> rows = new ArrayList<>();
        private long counter;
        private Map<String, Long> next;
        private int deadLetters;

        Run(String lane, long counter, Map<String, Long> next) {
            this.lane = lane;
            this.counter = counter;
            this.next = next;
        }

        void apply(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions) {
            try {
                commit(records, positions, null);
            } catch (RuntimeException e) {
                if (!recordsFault(e) || records.isEmpty()) {
                    throw e;
                }
                if (records.size() > 1) {
                    int half = records.size() / 2;
                    apply(records.subList(0, half), after(records.subList(0, half)));
                    apply(records.subList(half, records.size()), positions);
                } else {
                    log.warn("{}: dead letter {}-{}@{}: {}", lane, records.getFirst().topic(),
                            records.getFirst().partition(),
                            records.getFirst().offset(), e.toString());
                    commit(records, positions, e.toString());
                }
            }
        }

        /// @param reason null, or why the only record goes to the dead letter topic
        private void commit(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions,
                @Nullable String reason) {
            var published = new ArrayList<Outgoing>();
            var row = transactions.execute(_ -> {
                var locked = store.lock(lane);
                if (locked.counter() != counter || !locked.next().equals(next)) {
                    throw new IllegalStateException("%s was moved by another owner: counter %d, remembered %d"
                            .formatted(lane, locked.counter(), counter));
                }
                published.addAll(reason == null ? handle(records) : bury(records.getFirst(), reason));
                return write(locked, published, positions, records.size());
            });
            rows.add(row);
            counter = row.counter();
            next = row.to();
            int dead = (int) published.stream().filter(DeadLetters::is).count();
            deadLetters = dead == records.size() ? deadLetters + dead : 0;
        }

        private OutboxRow write(LaneRow locked, List<Outgoing> published, Map<String, Long> positions, int records) {
            var bytes = Outbox.encode(checked(published));
            if (records > 1 && bytes.length > OUTBOX_BYTES) {
                throw new RecordFault("the batch publishes %d bytes".formatted(bytes.length));
            }
            var row = new OutboxRow(counter + 1, next, positions, bytes);
            var topics = new TreeMap<>(locked.topics());
            topics.replaceAll((topic, old) -> new LaneRow.Position(old.topicId(), old.entered(),
                    positions.getOrDefault(topic, old.next())));
            store.move(lane, row.counter(), topics);
            if (rows.isEmpty()) {
                store.clearOutbox(lane);
            }
            store.add(lane, row);
            return row;
        }

        private Map<String, Long> after(List<ConsumerRecord<byte[], byte[]>> records) {
            var positions = new TreeMap<>(next);
            records.forEach(record -> positions.put(record.topic(), record.offset() + 1));
            return positions;
        }
    }

    private List<Outgoing> handle(List<ConsumerRecord<byte[], byte[]>> records) {
        var published = new ArrayList<Outgoing>();
        var mine = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : records) {
            if (record.key() == null || Utils.toPositive(Utils.murmur2(record.key()))
                    % partitions.getOrDefault(record.topic(), 1) != record.partition()) {
                published.add(DeadLetters.of(record,
                        "the key does not belong to this partition: use Kafka's default partitioner, murmur2 of the key"));
            } else {
                mine.add(record);
            }
        }
        published.addAll(handler.apply(mine, clock.instant()));
        return published;
    }

    private List<Outgoing> bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        var published = new ArrayList<>(handler.failed(record, reason, clock.instant()));
        published.add(DeadLetters.of(record, reason));
        return published;
    }

    /// What Kafka would refuse after the commit it would refuse for ever.
    private static List<Outgoing> checked(List<Outgoing> published) {
        for (var each : published) {
            if (each.value().length > RECORD_BYTES && !DeadLetters.is(each)) {
                throw new RecordFault("publishes %d bytes to %s".formatted(each.value().length, each.topic()));
            }
        }
        return published;
    }

    /// Bad data (22), a broken constraint (23) and a limit (54) come again however often the record is tried.
    private static boolean recordsFault(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordFault) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().length() == 5) {
                return switch (sql.getSQLState().substring(0, 2)) {
                    case "22", "23", "54" -> true;
                    default -> false;
                };
            }
        }
        return false;
    }
}
