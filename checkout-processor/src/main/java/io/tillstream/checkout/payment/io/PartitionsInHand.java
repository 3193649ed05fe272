package io.tillstream.checkout.payment.io;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.checkout.payment.io.PartitionProgress.Commit;

/// The partitions of this process, and what of them is finished. For the polling thread alone; only turns are for others.
final class PartitionsInHand {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionsInHand.class);

    private static final class Hand {

        private final PartitionProgress progress;
        private @Nullable Commit committed;
        private volatile boolean lost;

        private Hand(PartitionProgress progress) {
            this.progress = progress;
        }

        private PaymentDesk.Turn turn(long offset) {
            return new PaymentDesk.Turn() {
                @Override
                public boolean lost() {
                    return lost;
                }

                @Override
                public void finished() {
                    progress.finished(offset);
                }
            };
        }
    }

    private final Map<TopicPartition, Hand> hands = new HashMap<>();
    private final PaymentDesk desk;

    PartitionsInHand(PaymentDesk desk) {
        this.desk = desk;
    }

    Set<TopicPartition> all() {
        return Set.copyOf(hands.keySet());
    }

    /// @param text committed with the offset; null if there is none
    void add(TopicPartition partition, long offset, @Nullable String text) {
        hands.put(partition, new Hand(new PartitionProgress(offset, text)));
    }

    /// What is in hand of them is not begun any more, and its end is not noted.
    void remove(Collection<TopicPartition> partitions) {
        lose(partitions);
        partitions.forEach(hands::remove);
    }

    void lose(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            var hand = hands.get(partition);
            if (hand != null) {
                hand.lost = true;
            }
        });
    }

    /// Requests that are not finished.
    int inHand(TopicPartition partition) {
        var hand = hands.get(partition);
        return hand == null ? 0 : hand.progress.inHand();
    }

    /// Has the request worked on, unless it was finished before.
    void deliver(ConsumerRecord<String, byte[]> request) {
        var partition = new TopicPartition(request.topic(), request.partition());
        var hand = hands.get(partition);
        if (hand == null || !hand.progress.follows(request.offset())) {
            LOG.warn("{} goes on at {}, which nothing is known of: what comes from there is worked on", partition,
                    request.offset());
            lose(Set.of(partition));
            hand = new Hand(new PartitionProgress(request.offset(), null));
            hands.put(partition, hand);
        }
        if (hand.progress.begin(request.offset())) {
            desk.take(request, hand.turn(request.offset()));
        }
    }

    /// The partition's next record is at that offset or above.
    void passed(TopicPartition partition, long offset) {
        var hand = hands.get(partition);
        if (hand != null) {
            hand.progress.passed(offset);
        }
    }

    /// What is to be committed of them, as far as it has changed since it was last asked for.
    Map<TopicPartition, OffsetAndMetadata> news(Collection<TopicPartition> partitions) {
        var news = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            var hand = hands.get(partition);
            var commit = hand == null ? null : hand.progress.commit();
            if (hand != null && commit != null && !commit.equals(hand.committed)) {
                hand.committed = commit;
                news.put(partition, new OffsetAndMetadata(commit.offset(), commit.text()));
            }
        }
        return news;
    }

    /// What was asked for is not committed: all is news again.
    void notCommitted() {
        hands.values().forEach(hand -> hand.committed = null);
    }
}
