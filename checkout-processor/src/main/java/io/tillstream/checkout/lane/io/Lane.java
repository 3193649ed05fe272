package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import io.tillstream.checkout.lane.LaneGroup;

/// What its thread remembers of a lane. The counter is remembered only between a resync or a reported Kafka commit and the next failure.
final class Lane {

    private static final long FIRST_BACKOFF_MILLIS = 50;

    final String name;
    final int partition;
    final List<TopicPartition> partitions;
    private boolean running;
    private long counter;
    private Map<String, Long> next = Map.of();
    private long since = System.nanoTime();
    private long resyncAt = System.nanoTime();
    private int failures;
    private int deadLetters;

    Lane(LaneGroup group, int partition) {
        this.name = group.lane(partition);
        this.partition = partition;
        this.partitions = group.topics().stream().map(topic -> new TopicPartition(topic, partition)).toList();
    }

    boolean running() {
        return running;
    }

    long counter() {
        return counter;
    }

    Map<String, Long> next() {
        return next;
    }

    void remember(long counter, Map<String, Long> next) {
        this.running = true;
        this.counter = counter;
        this.next = next;
        this.since = System.nanoTime();
    }

    /// @param resyncIn when to resync
    void forget(Duration resyncIn) {
        running = false;
        resyncAt = System.nanoTime() + resyncIn.toNanos();
    }

    /// Forgets, and waits longer with every failure since the last batch that got through.
    void failed(Duration longest) {
        long bound = Math.min(longest.toMillis(), FIRST_BACKOFF_MILLIS << Math.min(failures++, 10));
        forget(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1)));
    }

    /// @param deadLetters how many records in a row, up to the last, were dead letters
    void succeeded(int deadLetters) {
        this.failures = 0;
        this.deadLetters = deadLetters;
    }

    int deadLetters() {
        return deadLetters;
    }

    /// Negative or zero: now.
    long nanosToResync() {
        return resyncAt - System.nanoTime();
    }

    /// What the group is to commit.
    Map<TopicPartition, OffsetAndMetadata> offsets(Map<String, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((topic, offset) -> offsets.put(new TopicPartition(topic, partition),
                new OffsetAndMetadata(offset)));
        return offsets;
    }

    boolean idleFor(Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
