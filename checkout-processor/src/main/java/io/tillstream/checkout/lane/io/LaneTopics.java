package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LogBounds;

/// What the broker says about the topics of a lane group.
final class LaneTopics {

    /// Since KIP-890 a late request of an old transaction cannot join a new one of the same producer.
    private static final short TRANSACTION_VERSION = 2;

    private final Admin admin;
    private final LaneGroup group;

    LaneTopics(Admin admin, LaneGroup group) {
        this.admin = admin;
        this.group = group;
    }

    /// @throws IllegalStateException if the cluster cannot keep what lanes promise, or a lane's topics differ in their number of partitions
    void check() {
        var finalized = get(() -> admin.describeFeatures().featureMetadata().get(10, TimeUnit.SECONDS))
                .finalizedFeatures().get("transaction.version");
        if (finalized == null || finalized.maxVersionLevel() < TRANSACTION_VERSION) {
            throw new IllegalStateException(
                    "the Kafka cluster has transaction.version=%s, and lanes need %d: kafka-features.sh upgrade --feature transaction.version=%d"
                            .formatted(finalized == null ? "none" : finalized.maxVersionLevel(), TRANSACTION_VERSION,
                                    TRANSACTION_VERSION));
        }
        if (partitions().values().stream().distinct().count() > 1) {
            throw new IllegalStateException(
                    "topics of one lane must have the same number of partitions: " + partitions());
        }
    }

    Map<String, Integer> partitions() {
        var partitions = new HashMap<String, Integer>();
        describe(Duration.ofSeconds(10)).forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    Map<String, LogBounds> logs(Consumer<byte[], byte[]> consumer, int partition, Duration timeout) {
        var topics = describe(timeout);
        List<TopicPartition> all = group.topics().stream().map(topic -> new TopicPartition(topic, partition)).toList();
        var starts = consumer.beginningOffsets(all, timeout);
        var ends = consumer.endOffsets(all, timeout);
        var logs = new TreeMap<String, LogBounds>();
        for (var each : all) {
            var topic = topics.get(each.topic());
            var start = starts.get(each);
            var end = ends.get(each);
            if (topic == null || start == null || end == null) {
                throw new KafkaException("the broker did not describe " + each);
            }
            logs.put(each.topic(), new LogBounds(topic.topicId().toString(), start, end));
        }
        return logs;
    }

    private Map<String, TopicDescription> describe(Duration timeout) {
        return get(() -> admin.describeTopics(group.topics()).allTopicNames().get(timeout.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private interface Question<T> {

        T ask() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static <T> T get(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(e);
        }
    }
}
