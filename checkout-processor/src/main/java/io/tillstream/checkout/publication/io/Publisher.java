package io.tillstream.checkout.publication.io;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.publication.Outgoing;

/// The transactional producer of one thread. After any failure it is thrown away: a new one with the same transactional id ends whatever
/// transaction the old one left behind, so that the next look at the committed offsets is a true one.
public final class Publisher implements AutoCloseable {

    private interface Work {

        void in(Producer<byte[], byte[]> transaction);
    }

    private final Supplier<Producer<byte[], byte[]>> factory;
    private @Nullable Producer<byte[], byte[]> producer;

    /// @param factory makes transactional producers, all with the same transactional id
    public Publisher(Supplier<Producer<byte[], byte[]>> factory) {
        this.factory = factory;
    }

    /// Makes a producer if there is none, and ends the transaction of the one before.
    public void open() {
        producer();
    }

    /// One Kafka transaction: all records in order, and the offsets. Returns only if the commit reported success; whatever it throws, the caller
    /// does not know whether the transaction took effect.
    ///
    /// @param group must be a member's: an empty one would not be fenced
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    public void publish(List<Outgoing> records, Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        begin(group, transaction -> {
            records.forEach(record -> transaction.send(record.toKafka()));
            transaction.sendOffsetsToTransaction(offsets, group);
            transaction.commitTransaction();
        });
    }

    /// Asks the group coordinator whether this member's generation is the current one, without changing anything.
    public boolean owns(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            begin(group, transaction -> {
                transaction.sendOffsetsToTransaction(offsets, group);
                transaction.abortTransaction();
            });
            return true;
        } catch (CommitFailedException e) {
            return false;
        }
    }

    /// What Kafka would refuse after the PostgreSQL commit, it would refuse for ever.
    ///
    /// @throws RuntimeException if a topic or a partition does not exist, after a while
    public void checkTargets(List<Outgoing> records) {
        for (var record : records) {
            int partitions = producer().partitionsFor(record.topic()).size();
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

    private void begin(ConsumerGroupMetadata group, Work work) {
        if (group.generationId() < 0) {
            throw new CommitFailedException("not a member of " + group.groupId());
        }
        try {
            var transaction = producer();
            transaction.beginTransaction();
            work.in(transaction);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Producer<byte[], byte[]> producer() {
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
}
