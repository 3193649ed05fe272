package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneRow;
import io.tillstream.checkout.lane.OutboxRow;
import io.tillstream.checkout.lane.Resync;
import io.tillstream.checkout.publication.Outbox;

/// One thread of lanes. It polls, applies what came to each lane ([Batch]), publishes it all in one Kafka transaction ([LanePublisher]) and only
/// then remembers the lanes' counters. A lane runs only after a resync; any failure makes all the lanes it touched resync again.
public final class LaneLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LaneLoop.class);

    private final LaneGroup group;
    private final LaneSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final LanePublisher publisher;
    private final LaneTopics topics;
    private final LaneStore store;
    private final TransactionTemplate transactions;
    private final Batch batch;
    private final Map<Integer, Lane> lanes = new TreeMap<>();
    private volatile boolean stopping;

    LaneLoop(LaneGroup group, LaneSettings settings, LaneParts parts) {
        this.group = group;
        this.settings = settings;
        this.consumer = parts.consumer();
        this.publisher = parts.publisher();
        this.topics = parts.topics();
        this.store = parts.store();
        this.transactions = parts.transactions();
        this.batch = new Batch(parts.transactions(), parts.store(), parts.handler(), parts.clock(),
                parts.topics().partitions());
    }

    /// Ends the loop after the batch that runs.
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try (consumer; publisher) {
            consumer.subscribe(group.topics(), new Assignment());
            while (!stopping) {
                boolean more = resyncNext();
                work(consumer.poll(more ? Duration.ZERO : settings.pollTimeout()));
            }
        }
    }

    /// Tries one lane that is due; the others' turn comes in the next rounds, and the running ones' in between.
    private boolean resyncNext() {
        var due = lanes.values().stream().filter(Lane::dueForResync).findFirst();
        due.ifPresent(lane -> {
            try {
                resync(lane);
            } catch (RuntimeException e) {
                log.warn("{}: resync failed, again in a moment: {}", lane.name, e.toString());
                publisher.forget();
                lane.forget(backoff(lane));
            }
        });
        return due.isPresent();
    }

    private void resync(Lane lane) {
        publisher.open();
        var committed = committed(lane);
        var logs = topics.logs(consumer, lane.partition, settings.resyncTimeout());
        var look = new Object() {
            LaneRow row = new LaneRow(0, Map.of(), null, null);
            Resync.Verdict verdict = new Resync.Verdict.InStep();
        };
        transactions.executeWithoutResult(_ -> {
            look.row = store.lock(lane.name, logs);
            look.verdict = Resync.verdict(look.row, store.outbox(lane.name), committed, logs);
            if (look.verdict instanceof Resync.Verdict.Unclear) { // what was read before the lock may have been stale
                look.verdict = Resync.verdict(look.row, store.outbox(lane.name), committed(lane),
                        topics.logs(consumer, lane.partition, settings.resyncTimeout()));
            }
        });
        if (look.row.stopped() != null) {
            stopped(lane, look.row, look.verdict);
            return;
        }
        switch (look.verdict) {
            case Resync.Verdict.InStep() -> go(lane, look.row);
            case Resync.Verdict.Publish(var rows) -> {
                publisher.publish(rows, offsets(lane, look.row.next()), consumer.groupMetadata());
                log.info("{}: published what was left, {} batches", lane.name, rows.size());
                go(lane, look.row);
            }
            case Resync.Verdict.Unclear(var why) -> unclear(lane, look.row, why);
        }
    }

    private void go(Lane lane, LaneRow row) {
        lane.remember(row.counter(), row.next());
        row.next().forEach((topic, next) -> consumer.seek(new TopicPartition(topic, lane.partition), next));
        consumer.resume(partitions(lane));
        log.debug("{}: runs from {}", lane.name, row.next());
    }

    private void unclear(Lane lane, LaneRow row, String why) {
        if (publisher.owns(offsets(lane, row.next()), consumer.groupMetadata())) {
            stop(lane, why);
        } else {
            lane.forget(backoff(lane)); // another one owns it by now; the next poll says so
        }
    }

    private void stop(Lane lane, String why) {
        log.error(
                "ALARM lane {} is stopped: {}. Nothing is lost and nothing goes on until somebody has looked, and said what to trust with "
                        + "'lane resume {} --trust database' or '--trust kafka'.",
                lane.name, why, lane.name);
        transactions.executeWithoutResult(_ -> {
            store.lock(lane.name);
            store.stop(lane.name, why);
        });
        lane.forget(settings.stoppedCheck());
    }

    /// Stands still until somebody has said what to trust; then the lane goes on there, as a batch that publishes nothing.
    private void stopped(Lane lane, LaneRow row, Resync.Verdict verdict) {
        lane.forget(settings.stoppedCheck());
        if (row.resumeFrom() == null) {
            return;
        }
        transactions.executeWithoutResult(_ -> {
            var locked = store.lock(lane.name);
            if (verdict instanceof Resync.Verdict.Unclear && locked.counter() == row.counter()) {
                var committed = committed(lane);
                var target = Resync.resumeAt(locked, committed,
                        topics.logs(consumer, lane.partition, settings.resyncTimeout()));
                var from = new TreeMap<String, Long>();
                target.keySet().forEach(topic -> from.put(topic, committed.getOrDefault(topic, Resync.NEVER)));
                store.move(lane.name, locked.counter() + 1, target);
                store.clearOutbox(lane.name);
                store.add(lane.name, new OutboxRow(locked.counter() + 1, from,
                        new LaneRow(0, target, null, null).next(), Outbox.encode(List.of())));
            }
            store.runAgain(lane.name);
        });
        log.warn("lane {} is resumed, trusting {}", lane.name, row.resumeFrom());
        lane.forget(Duration.ZERO);
    }

    private void work(ConsumerRecords<byte[], byte[]> polled) {
        var touched = lanes.values().stream().filter(lane -> lane.running() && (has(polled, lane) || moved(lane)))
                .toList();
        if (touched.isEmpty()) {
            return;
        }
        var applied = new HashMap<Lane, Batch.Applied>();
        try {
            for (var lane : touched) {
                applied.put(lane,
                        batch.apply(lane.name, lane.counter(), lane.next(), records(polled, lane), positions(lane)));
            }
            publish(applied);
        } catch (RuntimeException e) {
            log.warn("{}: batch failed, resync follows: {}", touched.stream().map(lane -> lane.name).toList(),
                    e.toString());
            publisher.forget();
            touched.forEach(lane -> {
                consumer.pause(partitions(lane));
                lane.forget(backoff(lane));
            });
            return;
        }
        applied.forEach(this::remember);
    }

    private void publish(Map<Lane, Batch.Applied> applied) {
        var rows = new ArrayList<OutboxRow>();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        applied.forEach((lane, done) -> {
            rows.addAll(done.rows());
            offsets.putAll(offsets(lane, done.next()));
        });
        publisher.publish(rows, offsets, consumer.groupMetadata());
    }

    private void remember(Lane lane, Batch.Applied done) {
        lane.remember(done.rows().getLast().counter(), done.next());
        if (lane.deadLetters(done.deadLetters()) >= settings.deadLettersInARow()) {
            consumer.pause(partitions(lane));
            stop(lane, settings.deadLettersInARow()
                    + " dead letters in a row; the last reasons are in the dead letter topics");
        }
    }

    private boolean has(ConsumerRecords<byte[], byte[]> polled, Lane lane) {
        return partitions(lane).stream().anyMatch(partition -> !polled.records(partition).isEmpty());
    }

    /// Markers alone moved the log: without an empty batch now and then, retention would pass the lane's row.
    private boolean moved(Lane lane) {
        return lane.idleFor(settings.idleBatch()) && !positions(lane).equals(lane.next());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(ConsumerRecords<byte[], byte[]> polled, Lane lane) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        partitions(lane).forEach(partition -> records.addAll(polled.records(partition)));
        return records;
    }

    private Map<String, Long> positions(Lane lane) {
        var positions = new TreeMap<String, Long>();
        partitions(lane).forEach(partition -> positions.put(partition.topic(), consumer.position(partition)));
        return positions;
    }

    private Map<String, Long> committed(Lane lane) {
        var committed = new TreeMap<String, Long>();
        consumer.committed(new HashSet<>(partitions(lane)), settings.resyncTimeout()).forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition.topic(), offset.offset());
            }
        });
        return committed;
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Lane lane, Map<String, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((topic, offset) -> offsets.put(new TopicPartition(topic, lane.partition),
                new OffsetAndMetadata(offset)));
        return offsets;
    }

    private List<TopicPartition> partitions(Lane lane) {
        return group.topics().stream().map(topic -> new TopicPartition(topic, lane.partition)).toList();
    }

    private Duration backoff(Lane lane) {
        long bound = Math.min(settings.maxBackoff().toMillis(), 50L << Math.min(lane.failures(), 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }

    /// Every assignment begins with all partitions paused and all lanes unsynced. A lane whose topics are not all here waits for the next one.
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            lanes.clear();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> ignored) {
            lanes.clear();
            var assigned = consumer.assignment();
            assigned.forEach(partition -> consumer.seek(partition, 0)); // paused, so never fetched from there: resync seeks
            consumer.pause(assigned);
            for (int partition : new TreeSet<>(assigned.stream().map(TopicPartition::partition).toList())) {
                var lane = new Lane(group.lane(partition), partition);
                if (assigned.containsAll(partitions(lane))) {
                    lanes.put(partition, lane);
                } else {
                    log.warn(
                            "{} waits: this member was not given all its topics. Do all members of {} subscribe to {}?",
                            lane.name,
                            group.consumerGroup(), group.topics());
                }
            }
            log.info("{} has {}", Thread.currentThread().getName(),
                    lanes.values().stream().map(lane -> lane.name).toList());
        }
    }
}
