package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.lane.LaneGroup;

/// What its thread knows of a lane.
final class Lane {

    /// Where the row stands. Remembered only between a resync or a reported Kafka commit and the next failure.
    ///
    /// @param nanos when that was, by [System#nanoTime]
    record Standing(long counter, Map<String, Long> next, long nanos) {}

    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final int MANY = 1_024;

    final String name;
    final List<TopicPartition> partitions;

    /// Null: the lane does not run.
    @Nullable
    Standing standing;

    /// How many dead letters in a row there have been, up to now.
    int deadLetters;

    private long resyncAt = System.nanoTime();
    private int failures;

    Lane(LaneGroup group, int partition) {
        this.name = group.lane(partition);
        this.partitions = group.topics().stream().map(topic -> new TopicPartition(topic, partition)).toList();
    }

    void remember(long counter, Map<String, Long> next) {
        standing = new Standing(counter, next, System.nanoTime());
    }

    void forget(Duration resyncIn) {
        standing = null;
        resyncAt = System.nanoTime() + resyncIn.toNanos();
    }

    /// Forgets, and waits longer with every failure since the last batch that got through.
    void failed(Duration longest) {
        long bound = Math.min(longest.toMillis(), FIRST_BACKOFF_MILLIS << Math.min(failures++, 10));
        forget(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1)));
    }

    void succeeded() {
        failures = 0;
    }

    /// A batch that has failed twice may be too large for the time that a transaction is given.
    int recordsAtOnce() {
        return failures < 2 ? Integer.MAX_VALUE : Math.max(1, MANY >> Math.min(failures, 10));
    }

    /// Not positive: it is due, and for how long.
    long nanosToResync() {
        return resyncAt - System.nanoTime();
    }

    /// What the group is to commit.
    Map<TopicPartition, OffsetAndMetadata> offsets(Map<String, Long> next) {
        return partitions.stream().collect(Collectors.toMap(each -> each,
                each -> new OffsetAndMetadata(Objects.requireNonNull(next.get(each.topic())))));
    }
}
