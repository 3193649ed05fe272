package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneClients;
import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.LaneSettings;
import io.tillstream.checkout.lane.OutboxRow;
import io.tillstream.checkout.publication.io.Publisher;

/// One thread of lanes. It polls, applies what came to each lane ([Batch]), publishes it all in one Kafka transaction ([Publisher]) and only
/// then remembers the lanes' counters. A lane runs only after a resync ([LaneResync]); any failure makes all the lanes it touched resync again.
public final class LaneLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LaneLoop.class);

    private final LaneGroup group;
    private final LaneSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Publisher publisher;
    private final LaneResync resync;
    private final Batch batch;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile Map<Integer, Map<String, Long>> standing = Map.of();
    private volatile boolean stopping;

    /// Makes the producer, because nobody may wait for that later on.
    ///
    /// @throws RuntimeException if Kafka does not answer, or has not the topics
    public LaneLoop(LaneGroup group, LaneSettings settings, LaneClients clients, DataSource database,
            LaneHandler handler, InstantSource clock) {
        int partitions = clients.consumer().partitionsFor(group.topics().getFirst()).size();
        var store = new LaneStore(new JdbcTemplate(database));
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.group = group;
        this.settings = settings;
        this.consumer = clients.consumer();
        this.publisher = new Publisher(clients.producers());
        this.resync = new LaneResync(settings, consumer, publisher, new LaneTopics(clients.admin(), group), store,
                transactions);
        this.batch = new Batch(transactions, store, publisher, handler, clock, partitions);
        publisher.open();
    }

    /// Partitions whose lanes run here, with the next offset of each of their topics. May be asked by any thread; what it says may be over by then.
    public Map<Integer, Map<String, Long>> standing() {
        return standing;
    }

    /// Ends the loop after the batch that runs.
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try (consumer; publisher) {
            consumer.subscribe(group.topics(), new Assignment());
            while (!stopping && !Thread.currentThread().isInterrupted()) {
                round();
            }
        }
    }

    private void round() {
        try {
            boolean more = resyncNext();
            work(consumer.poll(more ? Duration.ZERO : settings.pollTimeout()));
            standing = standings();
        } catch (RuntimeException e) { // such as an offset that retention has passed
            failed(List.copyOf(lanes), "poll", e);
            LockSupport.parkNanos(settings.pollTimeout().toNanos());
        }
    }

    /// Tries the one lane that has been due for longest; the others' turn comes in the next rounds, and the running ones' in between.
    private boolean resyncNext() {
        var due = lanes.stream().filter(lane -> lane.standing == null && lane.nanosToResync() <= 0)
                .min(Comparator.comparingLong(Lane::nanosToResync));
        due.ifPresent(lane -> {
            try {
                resync.resync(lane);
            } catch (RuntimeException e) {
                failed(List.of(lane), "resync", e);
            }
        });
        return due.isPresent();
    }

    private void work(ConsumerRecords<byte[], byte[]> polled) {
        var touched = lanes.stream().filter(lane -> lane.standing != null)
                .filter(lane -> !records(polled, lane).isEmpty() || moved(lane)).toList();
        if (touched.isEmpty()) {
            return;
        }
        try {
            var applied = new LinkedHashMap<Lane, Batch.Applied>();
            touched.forEach(lane -> applied.put(lane, batch.apply(lane, records(polled, lane), positions(lane))));
            publish(applied);
            applied.forEach(this::remember);
        } catch (RuntimeException e) {
            failed(touched, "batch", e);
        }
    }

    private Map<Integer, Map<String, Long>> standings() {
        var all = new HashMap<Integer, Map<String, Long>>();
        for (var lane : lanes) {
            var stands = lane.standing;
            if (stands != null) {
                all.put(lane.partitions.getFirst().partition(), stands.next());
            }
        }
        return Map.copyOf(all);
    }

    private void publish(Map<Lane, Batch.Applied> applied) {
        var rows = applied.values().stream().flatMap(done -> done.rows().stream()).toList();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        applied.forEach((lane, done) -> offsets.putAll(lane.offsets(done.rows().getLast().to())));
        publisher.publish(OutboxRow.published(rows), offsets, consumer.groupMetadata());
    }

    private void remember(Lane lane, Batch.Applied done) {
        var last = done.rows().getLast();
        lane.remember(last.counter(), last.to());
        lane.succeeded();
        lane.deadLetters = done.deadLetters();
        if (done.deadLetters() >= settings.deadLettersInARow()) {
            consumer.pause(lane.partitions);
            resync.stop(lane, done.deadLetters() + " dead letters in a row; the reasons are in the dead letter topics");
        }
    }

    private void failed(List<Lane> failed, String what, RuntimeException e) {
        log.warn("{} of {} failed, resync follows: {}", what, failed.stream().map(lane -> lane.name).toList(),
                e.toString());
        failed.forEach(lane -> {
            consumer.pause(lane.partitions);
            lane.failed(settings.maxBackoff());
        });
    }

    /// Markers alone moved the log: without an empty batch now and then, retention would pass the lane's row.
    private boolean moved(Lane lane) {
        var standing = lane.standing;
        return standing != null && System.nanoTime() - standing.nanos() >= settings.idleBatch().toNanos()
                && !positions(lane).equals(standing.next());
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(ConsumerRecords<byte[], byte[]> polled, Lane lane) {
        return lane.partitions.stream().flatMap(partition -> polled.records(partition).stream()).toList();
    }

    private Map<String, Long> positions(Lane lane) {
        var positions = new TreeMap<String, Long>();
        lane.partitions.forEach(partition -> positions.put(partition.topic(),
                consumer.position(partition, settings.resyncTimeout())));
        return positions;
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
                var lane = new Lane(group, partition);
                if (assigned.containsAll(lane.partitions)) {
                    lanes.add(lane);
                } else {
                    log.warn(
                            "{} waits: this member was not given all its topics. Do all members of {} subscribe to {}?",
                            lane.name, group.consumerGroup(), group.topics());
                }
            }
            log.info("{} has {}", Thread.currentThread().getName(),
                    lanes.stream().map(lane -> lane.name).toList());
        }
    }
}
