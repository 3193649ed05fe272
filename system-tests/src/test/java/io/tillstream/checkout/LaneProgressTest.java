package io.tillstream.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.systemtests.Parts;

/// A group of two lanes; the test itself is its member.
class LaneProgressTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", Parts.kafka().bootstrapServers());
    private final Admin admin = Admin.create(kafka);
    private final String name = "progress-" + UUID.randomUUID();
    private final LaneGroup group = new LaneGroup(name, List.of(name), 1);
    private Instant now = Instant.EPOCH;
    private final LaneProgress progress = new LaneProgress(admin, List.of(group), PATIENCE, () -> now);

    @BeforeEach
    void twoRecordsOnTheSecondLane() throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(name, 1, "cart", "one")).get();
            producer.send(new ProducerRecord<>(name, 1, "cart", "two")).get();
        }
    }

    @AfterEach
    void close() throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
        admin.close();
    }

    @Test
    void namesALaneThatStandsBeforeItsRecordsUntilItHasReadThem() throws Exception {
        assertThat(progress.behind()).isEmpty();
        now = now.plus(PATIENCE).plusSeconds(1);
        assertThat(progress.behind()).containsExactly(name + "-1");
        reads(2);
        assertThat(progress.behind()).isEmpty();
    }

    @Test
    void letsALaneThatGetsOnTakeItsTime() throws Exception {
        assertThat(progress.behind()).isEmpty();
        now = now.plus(PATIENCE).plusSeconds(1);
        reads(1);
        assertThat(progress.behind()).isEmpty();
        now = now.plus(PATIENCE).plusSeconds(1);
        assertThat(progress.behind()).containsExactly(name + "-1");
    }

    private void reads(long upTo) throws Exception {
        admin.alterConsumerGroupOffsets(group.consumerGroup(),
                Map.of(new TopicPartition(name, 1), new OffsetAndMetadata(upTo))).all().get();
    }
}
