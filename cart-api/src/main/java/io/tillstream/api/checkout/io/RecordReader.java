package io.tillstream.api.checkout.io;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.api.checkout.CausedRecord;
import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Reads the partitions of the public topics that one order can be on, from the moment when its checkout was accepted. For one thread.
final class RecordReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private static final Map<String, Topic<?>> PUBLIC = Stream
            .of(Topics.CART_EVENTS, Topics.ORDER_EVENTS, Topics.INVENTORY_EVENTS)
            .collect(Collectors.toUnmodifiableMap(Topic::name, topic -> topic));
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<String, byte[]> consumer;
    private final AvroCodec codec;
    private final long accepted;

    /// @param consumer read_committed, without a group; closed with this
    /// @throws org.apache.kafka.common.KafkaException if Kafka does not answer
    RecordReader(Consumer<String, byte[]> consumer, AvroCodec codec, StatusId checkout, OrderView order) {
        this.consumer = consumer;
        this.codec = codec;
        this.accepted = accepted(checkout, order);
        seek(partitions(order));
    }

    /// When Kafka took the checkout, milliseconds since 1970.
    long accepted() {
        return accepted;
    }

    /// Records that came, none if there were none in that time.
    List<CausedRecord> read(Duration longest) {
        var records = new ArrayList<CausedRecord>();
        consumer.poll(longest).forEach(record -> decode(record, records));
        return records;
    }

    /// The time of the command's own record, or of the order where that is not kept any more.
    private long accepted(StatusId checkout, OrderView order) {
        var commands = new TopicPartition(Topics.CART_COMMANDS.name(), checkout.partition());
        consumer.assign(List.of(commands));
        consumer.seek(commands, checkout.offset());
        for (var record : consumer.poll(PATIENCE)) {
            if (record.offset() == checkout.offset()) {
                return record.timestamp();
            }
        }
        return order.placedAt().toEpochMilli();
    }

    private void seek(Set<TopicPartition> partitions) {
        consumer.assign(partitions);
        var starts = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> accepted)));
        starts.forEach((partition, start) -> {
            if (start == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, start.offset());
            }
        });
        partitions.forEach(consumer::position); // an end is looked up now, not when something has come already
    }

    private static Set<TopicPartition> partitions(OrderView order) {
        var partitions = new LinkedHashSet<TopicPartition>();
        partitions.add(partition(Topics.CART_EVENTS, order.cartId().toString()));
        partitions.add(partition(Topics.ORDER_EVENTS, order.orderId().toString()));
        order.lines().forEach(line -> partitions.add(partition(Topics.INVENTORY_EVENTS, line.sku())));
        return partitions;
    }

    /// As Kafka's default partitioner has it.
    private static TopicPartition partition(Topic<?> topic, String key) {
        var hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
        return new TopicPartition(topic.name(), hash % topic.partitions());
    }

    private void decode(ConsumerRecord<String, byte[]> record, List<CausedRecord> into) {
        var topic = PUBLIC.get(record.topic());
        if (topic == null) {
            return;
        }
        try {
            into.add(new CausedRecord(record.topic(), record.partition(), record.offset(), record.timestamp(),
                    record.key(), headers(record), codec.decode(topic, record.value())));
        } catch (UndecodableException e) {
            LOG.warn("{}-{} offset {} cannot be shown: {}", record.topic(), record.partition(), record.offset(),
                    e.getMessage());
        }
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(),
                header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
