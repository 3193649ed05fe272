package io.tillstream.quickstart;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads what is committed of a topic, all of its partitions, as nobody's group.
public final class CommittedTopic {

    private CommittedTopic() {}

    /// @param fromBeginning false: only what is committed after this has returned
    /// @throws Failure if Kafka does not answer, or has not the topic
    public static KafkaConsumer<byte[], byte[]> open(String bootstrap, String topic, boolean fromBeginning) {
        var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed",
                "enable.auto.commit", false, "auto.offset.reset", "earliest", "allow.auto.create.topics", false,
                "default.api.timeout.ms", 10_000), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(partitions(consumer, topic));
            if (fromBeginning) {
                consumer.seekToBeginning(consumer.assignment());
            } else {
                consumer.seekToEnd(consumer.assignment());
            }
            consumer.assignment().forEach(consumer::position); // a seek alone is done at the first poll
            return consumer;
        } catch (KafkaException e) {
            consumer.close();
            throw new Failure("Kafka at " + bootstrap
                    + " does not answer; start it with ./tillstream dev, or name another with --bootstrap", e);
        } catch (Failure e) {
            consumer.close();
            throw e;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        var topics = consumer.listTopics();
        List<PartitionInfo> found = topics.get(topic);
        if (found == null) {
            throw new Failure("There is no topic " + topic + "; there are: " + String.join(", ",
                    topics.keySet().stream().filter(name -> !name.startsWith("__")).sorted().toList()));
        }
        return found.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList();
    }
}
