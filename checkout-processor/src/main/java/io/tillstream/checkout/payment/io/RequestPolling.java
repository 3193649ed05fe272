package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.schemas.Topics;

/// Polls requests and hands them to the [PaymentDesk], while earlier ones are still worked on: one that takes long holds up nobody but its own
/// cart. What is finished is committed a few times a second, out of order too ([PartitionProgress]). Why not Spring's container:
/// docs/decisions/0008-payment-worker.md.
final class RequestPolling implements ConsumerRebalanceListener, Runnable {

    /// Beyond this a partition waits. It bounds memory, and what a kill repeats.
    static final int IN_HAND_PER_PARTITION = 500;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RequestPolling.class);

    private final Consumer<String, byte[]> consumer;
    private final PartitionsInHand partitions;
    private final BooleanSupplier stopping;
    private long committedAt = System.nanoTime();
    private boolean committing;
    private final CommitWatch watch = new CommitWatch(LOG, System::nanoTime);

    /// @param consumer of a group, with manual commits and, best, a static membership; is closed at the end
    RequestPolling(Consumer<String, byte[]> consumer, PaymentDesk desk, BooleanSupplier stopping) {
        this.consumer = consumer;
        this.partitions = new PartitionsInHand(desk);
        this.stopping = stopping;
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.PAYMENT_REQUESTS.name()), this);
            while (!stopping.getAsBoolean()) {
                round();
            }
            giveBack(partitions.all());
            // a process that ends in peace does not come back at once: others take over now
            consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(PATIENCE));
        } catch (FencedInstanceIdException e) {
            LOG.error("ALARM another process has the name of this one (tillstream.instance), so no payment is made "
                    + "here any more: give each process a name of its own, and restart this one", e);
        } catch (RuntimeException | Error e) {
            LOG.error("ALARM no payment is made here any more: restart this process", e);
        } finally {
            partitions.remove(partitions.all());
        }
    }

    private void round() {
        try {
            takeOver();
            holdBack();
            var polled = consumer.poll(POLL);
            deliver(polled);
            commit();
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("payment requests are not polled, again in a second: {}", e.toString());
            LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
    }

    /// A record that was polled and not taken would be taken for finished: rather all is begun again where it was committed.
    private void deliver(ConsumerRecords<String, byte[]> polled) {
        try {
            polled.forEach(partitions::deliver);
            polled.nextOffsets().forEach((partition, next) -> partitions.passed(partition, next.offset()));
        } catch (RuntimeException e) {
            consumer.pause(consumer.assignment());
            partitions.remove(partitions.all());
            throw e;
        }
    }

    /// Partitions that are new here are paused until it is known what of them is finished.
    private void takeOver() {
        var fresh = new HashSet<>(consumer.assignment());
        fresh.removeAll(partitions.all());
        if (fresh.isEmpty()) {
            return;
        }
        consumer.committed(fresh, PATIENCE).forEach((partition, committed) -> {
            long from = committed == null ? consumer.position(partition, PATIENCE) : committed.offset();
            consumer.seek(partition, from);
            partitions.add(partition, from, committed == null ? null : committed.metadata());
        });
        consumer.resume(fresh);
        LOG.info("payment requests of {} are worked on here", fresh);
    }

    private void holdBack() {
        var full = new HashSet<TopicPartition>();
        var free = new HashSet<TopicPartition>();
        partitions.all().forEach(partition -> (partitions.inHand(partition) < IN_HAND_PER_PARTITION ? free : full)
                .add(partition));
        free.retainAll(consumer.paused());
        full.removeAll(consumer.paused());
        consumer.resume(free);
        consumer.pause(full);
    }

    private void commit() {
        if (committing || System.nanoTime() - committedAt < COMMIT_EVERY.toNanos()) {
            return;
        }
        committedAt = System.nanoTime();
        var news = partitions.news(partitions.all());
        if (news.isEmpty()) {
            watch.works();
        } else {
            committing = true;
            consumer.commitAsync(news, (_, failure) -> committed(failure));
        }
    }

    private void committed(@Nullable Exception failure) {
        committing = false;
        if (failure == null) {
            watch.works();
        } else {
            watch.failed(failure);
            partitions.notCommitted();
        }
    }

    private void giveBack(Collection<TopicPartition> given) {
        try {
            partitions.lose(given);
            partitions.notCommitted();
            consumer.commitSync(partitions.news(given), PATIENCE);
        } catch (RuntimeException e) {
            LOG.info("finished requests are not committed, and are worked on again: {}", e.toString());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        consumer.pause(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        giveBack(revoked);
        partitions.remove(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        partitions.remove(lost);
    }
}
