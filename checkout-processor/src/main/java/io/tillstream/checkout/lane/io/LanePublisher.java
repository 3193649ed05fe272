package io.tillstream.checkout.lane.io;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.lane.OutboxRow;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outbox;
import io.tillstream.checkout.publication.Outgoing;

/// The transactional producer of one thread. After any failure it is thrown away: a new one with the same transactional id ends whatever
/// transaction the old one left behind, so that the next look at the committed offsets is a true one.
final class LanePublisher implements AutoCloseable {

    /// A little less than Kafka's own limit, 1 MiB. Dead letters have a limit of their own.
    private static final int RECORD_BYTES = 1_000_000;

    private final Supplier<Producer<byte[], byte[]>> factory;
    private @Nullable Producer<byte[], byte[]> producer;

    LanePublisher(Supplier<Producer<byte[], byte[]>> factory) {
        this.factory = factory;
    }

    /// Makes a producer if there is none, and ends the transaction of the one before.
    Producer<byte[], byte[]> open() {
        if (producer == null) {
            var fresh = factory.get();
            try {
                fresh.initTransactions();
            } catch (RuntimeException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
        }
        return producer;
    }

    /// One Kafka transaction: all records in order, and the offsets. Returns only if the commit reported success; whatever it throws, the caller
    /// does not know whether the transaction took effect.
    ///
    /// @param group must be a member's: an empty one would not be fenced
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    void publish(List<OutboxRow> rows, Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            var producer = begin(group);
            for (var row : rows) {
                Outbox.decode(row.records()).forEach(record -> producer.send(kafkaRecord(record)));
            }
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Asks the group coordinator whether this member's generation is the current one, without changing anything.
    boolean owns(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            var producer = begin(group);
            producer.sendOffsetsToTransaction(offsets, group);
            producer.abortTransaction();
            return true;
        } catch (CommitFailedException e) {
            close();
            return false;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// What Kafka would refuse after the PostgreSQL commit, it would refuse for ever.
    ///
    /// @throws RecordFault      if a record is too large
    /// @throws RuntimeException if a topic or a partition does not exist, after a while
    void check(List<Outgoing> records) {
        for (var record : records) {
            if (record.bytes() > RECORD_BYTES && !DeadLetters.is(record)) {
                throw new RecordFault("publishes %d bytes to %s".formatted(record.bytes(), record.topic()));
            }
            int partitions = open().partitionsFor(record.topic()).size();
            if (record.partition() != null && record.partition() >= partitions) {
                throw new IllegalStateException("%s has %d partitions, and a record is for partition %d"
                        .formatted(record.topic(), partitions, record.partition()));
            }
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> begin(ConsumerGroupMetadata group) {
        if (group.generationId() < 0) {
            throw new CommitFailedException("not a member of " + group.groupId());
        }
        var current = open();
        current.beginTransaction();
        return current;
    }

    @SuppressWarnings("NullAway") // Kafka takes a null key
    private static ProducerRecord<byte[], byte[]> kafkaRecord(Outgoing outgoing) {
        var record = new ProducerRecord<>(outgoing.topic(), outgoing.partition(), outgoing.key(), outgoing.value());
        outgoing.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
