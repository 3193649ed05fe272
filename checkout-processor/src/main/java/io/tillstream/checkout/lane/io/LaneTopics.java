package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LogBounds;

/// What the broker says about the topics of a lane group.
record LaneTopics(Admin admin, LaneGroup group) {

    /// @param timeout of each of three questions
    Map<String, LogBounds> logs(Lane lane, Duration timeout) {
        var topics = admin.describeTopics(group.topics()).allTopicNames();
        var starts = offsets(lane, OffsetSpec.earliest());
        var ends = offsets(lane, OffsetSpec.latest());
        var logs = new TreeMap<String, LogBounds>();
        for (var each : lane.partitions) {
            var id = Objects.requireNonNull(ask(topics, timeout).get(each.topic())).topicId();
            logs.put(each.topic(), new LogBounds(id.toString(), ask(starts.partitionResult(each), timeout).offset(),
                    ask(ends.partitionResult(each), timeout).offset()));
        }
        return logs;
    }

    private ListOffsetsResult offsets(Lane lane, OffsetSpec which) {
        return admin.listOffsets(lane.partitions.stream().collect(Collectors.toMap(each -> each, _ -> which)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
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
