package io.tillstream.checkout.lane.io;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
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

    private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

    /// What was applied: at least one outbox row, and how many records in a row, up to the last, are dead letters.
    record Applied(List<OutboxRow> rows, int deadLetters) {}

    private interface Effects {

        List<Outgoing> happen();
    }

    private final TransactionTemplate transactions;
    private final LaneStore store;
    private final LanePublisher publisher;
    private final LaneHandler handler;
    private final InstantSource clock;
    private final int partitions;

    /// @param partitions of each of the lane's topics; a key must belong to the partition that its record is in
    Batch(TransactionTemplate transactions, LaneStore store, LanePublisher publisher, LaneHandler handler,
            InstantSource clock, int partitions) {
        this.transactions = transactions;
        this.store = store;
        this.publisher = publisher;
        this.handler = handler;
        this.clock = clock;
        this.partitions = partitions;
    }

    /// Applies everything or throws; what was committed before it threw is found by the resync that has to follow.
    ///
    /// @param records   none for a lane whose log moved by markers alone
    /// @param positions next offsets after the records, markers included
    Applied apply(Lane lane, List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions) {
        var run = new Run(lane);
        run.apply(records, positions);
        return new Applied(run.rows, run.deadLetters);
    }

    private final class Run {

        private final String lane;
        private final List<OutboxRow> rows = new ArrayList<>();
        private long counter;
        private Map<String, Long> next;
        private int deadLetters;

        Run(Lane lane) {
            this.lane = lane.name;
            this.counter = lane.counter();
            this.next = lane.next();
            this.deadLetters = lane.deadLetters();
        }

        void apply(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Long> positions) {
            try {
                commit(records, positions, () -> handle(records));
            } catch (RuntimeException e) {
                if (!RecordFault.isBehind(e) || records.isEmpty()) {
                    throw e;
                }
                if (records.size() == 1) {
                    bury(records, positions, e.toString());
                } else {
                    int half = records.size() / 2;
                    apply(records.subList(0, half), after(records.subList(0, half)));
                    apply(records.subList(half, records.size()), positions);
                }
            }
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
                Effects effects) {
            var row = Objects.requireNonNull(transactions.execute(_ -> {
                var locked = store.lock(lane);
                if (locked.counter() != counter || !locked.next().equals(next) || locked.stopped() != null) {
                    throw new IllegalStateException(
                            "%s was moved or stopped by another owner: counter %d, remembered %d"
                                    .formatted(lane, locked.counter(), counter));
                }
                var published = effects.happen();
                int dead = (int) published.stream().filter(DeadLetters::is).count();
                deadLetters = dead < records.size() ? 0 : deadLetters + dead;
                return write(locked, records, positions, published);
            }));
            rows.add(row);
            counter = row.counter();
            next = row.to();
        }

        private OutboxRow write(LaneRow locked, List<ConsumerRecord<byte[], byte[]>> records,
                Map<String, Long> positions,
                List<Outgoing> published) {
            publisher.check(published);
            var bytes = Outbox.encode(published);
            if (records.size() > 1 && bytes.length > OUTBOX_BYTES) {
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
            if (record.key() != null
                    && Utils.toPositive(Utils.murmur2(record.key())) % partitions == record.partition()) {
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
