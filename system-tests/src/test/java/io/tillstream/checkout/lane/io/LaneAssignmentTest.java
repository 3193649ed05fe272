package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who has which lane, and what time does to a lane that has nothing to do.
@Timeout(90)
class LaneAssignmentTest {

    @Test
    void membersComeAndGoAndEveryRecordIsAppliedOnce() {
        try (var rig = Rig.open(6)) {
            var first = rig.start("a");
            for (int i = 0; i < 60; i++) {
                rig.add("r" + i, rig.cart(i % 6, 0));
                if (i == 20) {
                    rig.start("b");
                } else if (i == 40) {
                    first.close();
                } else if (i == 50) {
                    rig.start("c");
                }
                rig.awaitEffects(i + 1);
            }
            rig.awaitInStep();
            rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 60)));
        }
    }

    @Test
    void aTornLaneWaitsUntilItHasAllItsTopics() {
        try (var rig = Rig.open(2)) {
            rig.start("a");
            rig.add("r0", rig.cart(0, 0));
            rig.add("r1", rig.cart(1, 0));
            rig.awaitEffects(2);
            try (var intruder = intruder(rig)) {
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    intruder.poll(Duration.ofMillis(50));
                    return intruder.assignment().size() == 1;
                });
                int torn = intruder.assignment().iterator().next().partition();
                rig.add("torn", rig.cart(torn, 0));
                rig.add("whole", rig.cart(1 - torn, 0));
                await().atMost(Duration.ofSeconds(20)).until(() -> rig.effects().contains("whole"));
                assertThat(rig.effects()).as("effects while the lane is torn").doesNotContain("torn");
            }
            rig.awaitEffects(4);
            rig.awaitInStep();
            rig.assertExactlyOnce(List.of("r0", "r1", "torn", "whole"));
        }
    }

    private static KafkaConsumer<byte[], byte[]> intruder(Rig rig) {
        var intruder = new KafkaConsumer<>(Map.of("bootstrap.servers", rig.scene.bootstrapServers(), "group.id",
                rig.scene.group().consumerGroup(), "enable.auto.commit", false, "partition.assignment.strategy",
                RangeAssignor.class.getName()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        intruder.subscribe(List.of(rig.scene.commands()));
        return intruder;
    }

    @Test
    void aLaneWhoseLogOnlyMarkersMoveSurvivesRetention() {
        try (var rig = Rig.open(1, Map.of("retention.ms", "2000", "segment.ms", "500"))) {
            var commands = new TopicPartition(rig.scene.commands(), 0);
            var member = rig.start("a");
            rig.add("r0", rig.cart(0, 0));
            rig.awaitEffects(1);
            long applied = rig.row(0).next().getOrDefault(rig.scene.commands(), 0L);
            try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", rig.scene.bootstrapServers(),
                    "transactional.id", rig.scene.name() + "-aborts"), new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.initTransactions();
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    abort(producer, commands);
                    return start(rig, commands) > applied;
                });
            }
            rig.awaitInStep();
            member.close();
            rig.start("b");
            rig.add("r1", rig.cart(0, 0));
            rig.awaitEffects(2);
            rig.awaitInStep();
            assertThat(rig.row(0).stopped()).isNull();
            rig.assertExactlyOnce(List.of("r0", "r1"));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is aborted
    private static void abort(KafkaProducer<byte[], byte[]> producer, TopicPartition partition) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), new byte[1], new byte[10]));
        producer.flush();
        producer.abortTransaction();
    }

    private static long start(Rig rig, TopicPartition partition) {
        return Rig.answer(() -> rig.admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).all().get()).values()
                .iterator().next().offset();
    }
}
