package io.tillstream.checkout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

import io.tillstream.checkout.lane.LaneGroup;

/// Which lanes do not get on although records wait for them, by what their groups have committed: so a lane that nobody owns is seen, too.
final class LaneProgress {

    private record Standing(long next, Instant since) {}

    private final Admin kafka;
    private final List<LaneGroup> groups;
    private final Duration patience;
    private final InstantSource clock;
    private final Map<TopicPartition, Standing> waiting = new HashMap<>();

    /// @param patience how long a lane may stand where it is
    LaneProgress(Admin kafka, List<LaneGroup> groups, Duration patience, InstantSource clock) {
        this.kafka = kafka;
        this.groups = groups;
        this.patience = patience;
        this.clock = clock;
    }

    /// Names of lanes. It knows only what it has seen, so it is to be asked often.
    ///
    /// @throws ExecutionException if Kafka does not answer
    SortedSet<String> behind() throws ExecutionException, InterruptedException {
        var behind = new TreeSet<String>();
        for (var group : groups) {
            var partitions = partitions(group);
            var starts = offsets(partitions, OffsetSpec.earliest());
            var ends = offsets(partitions, OffsetSpec.latest());
            var committed = kafka.listConsumerGroupOffsets(group.consumerGroup()).partitionsToOffsetAndMetadata().get();
            ends.forEach((partition, end) -> {
                var offset = committed.get(partition);
                long next = offset == null ? starts.getOrDefault(partition, 0L) : offset.offset();
                if (stands(partition, next, end)) {
                    behind.add(group.lane(partition.partition()));
                }
            });
        }
        return behind;
    }

    private boolean stands(TopicPartition partition, long next, long end) {
        if (next >= end) {
            waiting.remove(partition);
            return false;
        }
        var now = clock.instant();
        var standing = waiting.merge(partition, new Standing(next, now),
                (before, after) -> before.next() == next ? before : after);
        return Duration.between(standing.since(), now).compareTo(patience) > 0;
    }

    private List<TopicPartition> partitions(LaneGroup group) throws ExecutionException, InterruptedException {
        var partitions = new ArrayList<TopicPartition>();
        kafka.describeTopics(group.topics()).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(each -> asked.put(each, which));
        var offsets = new HashMap<TopicPartition, Long>();
        kafka.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
