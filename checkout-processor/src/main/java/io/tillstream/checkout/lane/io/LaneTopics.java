package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LogBounds;

/// What the broker says about the topics of a lane group.
record LaneTopics(Admin admin, LaneGroup group) {

    /// How many each topic has.
    ///
    /// @throws IllegalStateException if they differ
    int partitions(Duration timeout) {
        var partitions = new TreeMap<String, Integer>();
        ask(admin.describeTopics(group.topics()).allTopicNames(), timeout)
                .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
        if (partitions.values().stream().distinct().count() > 1) {
            throw new IllegalStateException("topics of one lane must have equally many partitions: " + partitions);
        }
        return partitions.firstEntry().getValue();
    }

    Map<String, LogBounds> logs(Lane lane, Duration timeout) {
        var topics = admin.describeTopics(group.topics()).allTopicNames();
        var starts = offsets(lane, OffsetSpec.earliest());
        var ends = offsets(lane, OffsetSpec.latest());
        var logs = new TreeMap<String, LogBounds>();
        ask(topics, timeout).forEach((name, topic) -> {
            var partition = new TopicPartition(name, lane.partition);
            logs.put(name,
                    new LogBounds(topic.topicId().toString(), ask(starts.partitionResult(partition), timeout).offset(),
                            ask(ends.partitionResult(partition), timeout).offset()));
        });
        return logs;
    }

    private ListOffsetsResult offsets(Lane lane, OffsetSpec which) {
        var each = new HashMap<TopicPartition, OffsetSpec>();
        lane.partitions.forEach(partition -> each.put(partition, which));
        return admin.listOffsets(each, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    }

    private <T> T ask(KafkaFuture<T> answer, Duration timeout) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not say what it has of %s: %s".formatted(group.topics(), e), e);
        }
    }
}
