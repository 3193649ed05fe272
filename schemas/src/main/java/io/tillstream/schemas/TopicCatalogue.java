package io.tillstream.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics of [Topics] where they are missing, with their dead letter topics.
public final class TopicCatalogue {

    /// A dead letter is the record as it came, and a reason: larger than any record could be.
    private static final int DEAD_LETTER_BYTES = 2 * 1024 * 1024;

    private TopicCatalogue() {}

    /// Returns once all topics exist. Several services may do this at the same time.
    ///
    /// @throws IllegalStateException if a topic exists with another number of partitions
    /// @throws KafkaException        if Kafka does not answer
    public static void createMissing(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            createMissing(admin);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka at %s does not give its topics: %s".formatted(bootstrapServers, e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka at " + bootstrapServers, e);
        }
    }

    private static void createMissing(Admin admin) throws InterruptedException, ExecutionException {
        var wanted = wanted();
        var existing = admin.listTopics().names().get();
        var missing = wanted.values().stream().filter(topic -> !existing.contains(topic.name())).toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        refuseOtherPartitions(admin, wanted);
    }

    private static void refuseOtherPartitions(Admin admin, Map<String, NewTopic> wanted)
            throws InterruptedException, ExecutionException {
        var wrong = new ArrayList<String>();
        var partitions = describe(admin, wanted);
        for (var topic : wanted.values()) {
            int found = partitions.getOrDefault(topic.name(), 0);
            if (found != topic.numPartitions()) {
                wrong.add("topic %s has %d partitions, and must have %d".formatted(topic.name(), found,
                        topic.numPartitions()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("; ", wrong)
                    + ". The number decides which lane a cart belongs to: recreate the topic, or use another cluster.");
        }
    }

    /// Partitions by name; a topic that was created a moment ago may need one to be known everywhere.
    private static Map<String, Integer> describe(Admin admin, Map<String, NewTopic> wanted)
            throws InterruptedException, ExecutionException {
        var partitions = new HashMap<String, Integer>();
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                admin.describeTopics(wanted.keySet()).allTopicNames().get()
                        .forEach((name, description) -> partitions.put(name, description.partitions().size()));
                return partitions;
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static Map<String, NewTopic> wanted() {
        var all = new LinkedHashMap<String, NewTopic>();
        for (var topic : Topics.ALL) {
            add(all, topic.name(), topic.partitions(), settings(topic));
            if (topic.visibility() == Topic.Visibility.PRIVATE) {
                add(all, topic.deadLetters(), topic.partitions(), deadLetterSettings());
            }
        }
        for (var name : Topics.RESERVED) {
            add(all, name, Topics.LANES,
                    Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", millis(Duration.ofDays(7))));
            add(all, name + ".dlt", Topics.LANES, deadLetterSettings());
        }
        return all;
    }

    private static void add(Map<String, NewTopic> all, String name, int partitions, Map<String, String> settings) {
        all.put(name, new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings));
    }

    private static Map<String, String> settings(Topic<?> topic) {
        var time = Map.entry("message.timestamp.type", "LogAppendTime");
        return switch (topic.visibility()) {
            case PUBLIC, PRIVATE -> Map.ofEntries(time, Map.entry("retention.ms", millis(topic.retention())));
            case COMPACTED -> Map.ofEntries(time, Map.entry("cleanup.policy", "compact"),
                    Map.entry("delete.retention.ms", millis(topic.retention())));
        };
    }

    private static Map<String, String> deadLetterSettings() {
        return Map.of("retention.ms", millis(Duration.ofDays(7)), "max.message.bytes",
                Integer.toString(DEAD_LETTER_BYTES));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
