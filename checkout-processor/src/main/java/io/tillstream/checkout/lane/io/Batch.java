package io.tillstream.checkout.lane.io;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.OutboxRow;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outbox;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.publication.io.Publisher;

/// Applies the records of one poll to one lane: one PostgreSQL transaction, or several if the records have to be split because one of them is at
/// fault or because they publish too much. Each writes its own outbox row; only the first clears the rows before it.
///
/// @param partitions of each of the lane's topics; a key must belong to the partition that its record is in
record Batch(TransactionTemplate transactions, LaneStore store, Publisher publisher, LaneHandler handler,
        InstantSource clock, int partitions) {

    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    /// A little less than Kafka's own limit, 1 MiB. Dead letters have a limit of their own.
    private static final int RECORD_BYTES = 1_000_000;
    private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

    /// What was applied: at least one outbox row, and how many records in a row, up to the last, are dead letters.
    record Applied(List<OutboxRow> rows, int deadLetters) {}

    /// Applies everything or throws; what was committed before it threw is found by the resync that has to follow.
    ///
    /// @param records   none for a lane whose log moved by markers alone
    /// @param positions next offsets after the records, markers included
    Applied apply(Lane lane, List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions) {
        var run = new Run(lane, Objects.requireNonNull(lane.standing));
        run.apply(records, positions);
        return new Applied(run.rows, run.deadLetters);
    }

    private final class Run {

        private final String lane;
        private final List<OutboxRow> rows = new ArrayList<>();
        private final int atOnce;
        private long counter;
        private Map<String, Long> next;
        private int deadLetters;

        Run(Lane lane, Lane.Standing standing) {
            this.lane = lane.name;
            this.counter = standing.counter();
            this.next = standing.next();
            this.deadLetters = lane.deadLetters;
            this.atOnce = lane.recordsAtOnce();
        }

        void apply(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions) {
            if (records.size() > atOnce) {
                halves(records, positions);
                return;
            }
            try {
                commit(records, positions, () -> handle(records));
            } catch (RuntimeException e) {
                if (!RecordFault.isBehind(e) || records.isEmpty()) {
                    throw e;
                }
                if (records.size() == 1) {
                    bury(records, positions, e.toString());
                } else {
                    halves(records, positions);
                }
            }
        }

        private void halves(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions) {
            var half = records.subList(0, records.size() / 2);
            var between = new TreeMap<>(next);
            half.forEach(record -> between.put(record.topic(), record.offset() + 1));
            apply(half, between);
            apply(records.subList(half.size(), records.size()), positions);
        }

        private void bury(List<ConsumerRecord<byte[], byte[]>> alone, Map<String, Long> positions, String reason) {
            var record = alone.getFirst();
            var letter = DeadLetters.of(record, reason);
            log.warn("{}: dead letter {}-{}@{}: {}", lane, record.topic(), record.partition(), record.offset(), reason);
            try {
                commit(alone, positions, () -> {
                    var published = new ArrayList<>(handler.failed(record, reason, clock.instant()));
                    published.add(letter);
                    return published;
                });
            } catch (RuntimeException e) {
                if (!RecordFault.isBehind(e)) {
                    throw e;
                }
                commit(alone, positions, () -> List.of(letter)); // not even its failure can be told
            }
        }

        private void commit(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions,
                Supplier<List<Outgoing>> effects) {
            var row = Objects.requireNonNull(transactions.execute(_ -> {
                var locked = store.lock(lane);
                if (locked.counter() != counter || !locked.next().equals(next) || locked.stopped() != null) {
                    throw new IllegalStateException(
                            "moved or stopped by another owner: counter %d, remembered %d".formatted(locked.counter(),
                                    counter));
                }
                var published = effects.get();
                int dead = (int) published.stream().filter(DeadLetters::is).count();
                deadLetters = dead < records.size() ? 0 : deadLetters + dead;
                var applied = new OutboxRow(counter + 1, next, positions, encoded(published, records.size()));
                store.save(lane, locked.at(positions), applied, rows.isEmpty());
                return applied;
            }));
            rows.add(row);
            counter = row.counter();
            next = row.to();
        }
    }

    private byte[] encoded(List<Outgoing> published, int records) {
        published.stream().filter(each -> each.bytes() > RECORD_BYTES && !DeadLetters.is(each)).forEach(each -> {
            throw new RecordFault("publishes %d bytes to %s".formatted(each.bytes(), each.topic()));
        });
        publisher.checkTargets(published);
        var bytes = Outbox.encode(published);
        if (records > 1 && bytes.length > OUTBOX_BYTES) {
            throw new RecordFault("the batch publishes %d bytes".formatted(bytes.length));
        }
        return bytes;
    }

    private List<Outgoing> handle(List<ConsumerRecord<byte[], byte[]>> records) {
        var published = new ArrayList<Outgoing>();
        var mine = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : records) {
            if (LaneGroup.belongs(record.key(), record.partition(), partitions)) {
                mine.add(record);
            } else {
                published.add(DeadLetters.of(record,
                        "the key does not belong to this partition: use Kafka's default partitioner, murmur2 of the key"));
            }
        }
        if (!mine.isEmpty()) {
            published.addAll(handler.apply(mine, clock.instant()));
        }
        return published;
    }
}
