package io.tillstream.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.UndecodableException;

/// Reads a topic from its start to where it ends now, read_committed.
final class Reader {

    private Reader() {}

    static <V extends SpecificRecord> List<V> read(Topic<V> topic, AvroCodec codec) {
        return read(Parts.kafka().bootstrapServers(), topic, codec);
    }

    static <V extends SpecificRecord> List<V> read(String servers, Topic<V> topic, AvroCodec codec) {
        var values = new ArrayList<V>();
        for (var record : raw(servers, topic.name())) {
            try {
                values.add(codec.decode(topic, record.value()));
            } catch (UndecodableException e) {
                throw new AssertionError(record.toString(), e);
            }
        }
        return values;
    }

    static List<ConsumerRecord<String, byte[]>> raw(String topic) {
        return raw(Parts.kafka().bootstrapServers(), topic);
    }

    private static List<ConsumerRecord<String, byte[]>> raw(String servers, String topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "isolation.level",
                        "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
