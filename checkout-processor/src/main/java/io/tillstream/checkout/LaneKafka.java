package io.tillstream.checkout;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.tillstream.checkout.lane.LaneClients;
import io.tillstream.checkout.lane.LaneGroup;

/// Kafka as lanes need it.
public final class LaneKafka {

    /// Since KIP-890 a late request of an old transaction cannot join a new one of the same producer.
    private static final short TRANSACTION_VERSION = 2;

    private static final Map<String, Object> CONSUMER = Map.of("group.protocol", "classic",
            "partition.assignment.strategy", RangeAssignor.class.getName(), "isolation.level", "read_committed",
            "auto.offset.reset", "none", "enable.auto.commit", false, "session.timeout.ms", 10_000,
            "heartbeat.interval.ms", 3_000, "key.deserializer", ByteArrayDeserializer.class, "value.deserializer",
            ByteArrayDeserializer.class);

    /// Dead letters are larger than what their sources take. Nobody waits for linger.ms: the commit sends what is left, and until then requests fill up.
    private static final Map<String, Object> PRODUCER = Map.of("acks", "all", "compression.type", "lz4", "linger.ms",
            100, "batch.size", 256 * 1024, "max.request.size", 2 * 1024 * 1024, "transaction.timeout.ms", 10_000,
            "delivery.timeout.ms", 8_000, "request.timeout.ms", 5_000, "max.block.ms", 5_000);

    private LaneKafka() {}

    /// @param kafka client settings such as bootstrap.servers; they win over those that lanes choose
    /// @param name  of one thread, stable over restarts and never shared: it is the transactional id
    public static LaneClients clients(LaneGroup group, Map<String, Object> kafka, String name, Admin admin) {
        var consumer = with(CONSUMER, kafka);
        consumer.putIfAbsent("max.poll.records", group.maxRecords());
        consumer.putAll(Map.of("group.id", group.consumerGroup(), "client.id", name));
        var producer = with(PRODUCER, kafka);
        producer.putAll(Map.of("transactional.id", name, "client.id", name));
        return new LaneClients(new KafkaConsumer<>(consumer),
                () -> new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer()), admin);
    }

    /// @throws IllegalStateException if the cluster cannot keep what lanes promise, or the group's topics differ in their number of partitions
    static void check(Admin admin, LaneGroup group) {
        try {
            var partitions = new TreeMap<String, Integer>();
            admin.describeTopics(group.topics()).allTopicNames().get()
                    .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
            if (Set.copyOf(partitions.values()).size() > 1) {
                throw new IllegalStateException(
                        "topics of one lane must have equally many partitions: recreate one of " + partitions);
            }
            var finalized = admin.describeFeatures().featureMetadata().get().finalizedFeatures()
                    .get("transaction.version");
            int found = finalized == null ? 0 : finalized.maxVersionLevel();
            if (found < TRANSACTION_VERSION) {
                throw new IllegalStateException("""
                        the Kafka cluster has transaction.version=%d, and lanes need %d: \
                        kafka-features.sh upgrade --feature transaction.version=%d"""
                        .formatted(found, TRANSACTION_VERSION, TRANSACTION_VERSION));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not say what it is: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> with(Map<String, Object> defaults, Map<String, Object> kafka) {
        var all = new HashMap<>(defaults);
        all.putAll(kafka);
        return all;
    }
}
