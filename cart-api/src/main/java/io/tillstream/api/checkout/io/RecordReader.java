package io.tillstream.api.checkout.io;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
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
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Partitions are sought by their records' times, which are of more clocks than one.
    private static final long CLOCKS_APART = 1_000;

    private final Consumer<String, byte[]> consumer;
    private final Admin admin;
    private final AvroCodec codec;
    private final long accepted;

    /// @param consumer read_committed, without a group; closed with this
    /// @throws KafkaException if Kafka does not answer
    RecordReader(Consumer<String, byte[]> consumer, Admin admin, AvroCodec codec, StatusId checkout, OrderView order) {
        this.consumer = consumer;
        this.admin = admin;
        this.codec = codec;
        this.accepted = Math.min(published(checkout), order.placedAt().toEpochMilli());
        seek(partitions(order));
    }

    /// When the checkout was accepted, milliseconds since 1970. One that was sent again is on its topic more than once, and the status id
    /// may be of a record that came after the order; then this is when the order was placed.
    long accepted() {
        return accepted;
    }

    /// Records that came, none if there were none in that time.
    List<CausedRecord> read(Duration longest) {
        var records = new ArrayList<CausedRecord>();
        consumer.poll(longest).forEach(record -> decode(record, records));
        return records;
    }

    /// Where each partition ends now, with what is not committed yet.
    ///
    /// @throws KafkaException if Kafka does not answer
    Map<TopicPartition, Long> written() throws InterruptedException {
        var latest = consumer.assignment().stream().collect(Collectors.toMap(partition -> partition,
                _ -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all().get()
                    .entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new KafkaException("The ends of the partitions are not known", e);
        }
    }

    boolean isPast(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /// The time of the command's own record, the latest possible where that is not kept any more.
    private long published(StatusId checkout) {
        var commands = new TopicPartition(Topics.CART_COMMANDS.name(), checkout.partition());
        consumer.assign(List.of(commands));
        consumer.seek(commands, checkout.offset());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(commands) <= checkout.offset()) {
            var first = consumer.poll(LOOK).records(commands).stream().findFirst();
            if (first.isPresent()) {
                return first.get().offset() == checkout.offset() ? first.get().timestamp() : Long.MAX_VALUE;
            }
            if (System.nanoTime() > end) {
                throw new TimeoutException("The record of the checkout was not read in " + PATIENCE);
            }
        }
        return Long.MAX_VALUE;
    }

    private void seek(Set<TopicPartition> partitions) {
        consumer.assign(partitions);
        var starts = consumer.offsetsForTimes(
                partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> accepted - CLOCKS_APART)));
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
