package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneRow;
import io.tillstream.checkout.lane.LaneSettings;
import io.tillstream.checkout.lane.OutboxRow;
import io.tillstream.checkout.lane.Resync;
import io.tillstream.checkout.lane.Resync.Verdict;
import io.tillstream.checkout.publication.io.Publisher;

/// Looks at a lane and does what [Resync] says: lets it run, publishes what was left, waits, or stops it with an alarm.
record LaneResync(LaneSettings settings, Consumer<byte[], byte[]> consumer, Publisher publisher, LaneTopics topics,
        LaneStore store, TransactionTemplate transactions) {

    private static final Logger log = LoggerFactory.getLogger(LaneResync.class);

    private record Look(LaneRow row, Verdict verdict) {}

    /// One try. Whatever it throws, the lane does not run.
    void resync(Lane lane) {
        publisher.open(); // ends the transaction that a failure left open: committed offsets wait for it
        var look = look(lane);
        var next = look.row.next();
        switch (look.verdict) {
            case Verdict.InStep() -> run(lane, look.row);
            case Verdict.Publish(var rows) -> {
                publisher.publish(OutboxRow.published(rows), lane.offsets(next), consumer.groupMetadata());
                log.info("{}: published {} batches that were left", lane.name, rows.size());
                run(lane, look.row);
            }
            case Verdict.Unclear(var why) -> {
                if (publisher.owns(lane.offsets(next), consumer.groupMetadata())) {
                    stop(lane, why);
                } else {
                    lane.failed(settings.maxBackoff()); // another one owns it by now; the next poll says so
                }
            }
            case Verdict.Stopped() -> lane.forget(settings.stoppedCheck());
            case Verdict.RunAgain _,Verdict.GoOnAt _ -> {
                log.warn("lane {} is resumed, trusting {}", lane.name, look.row.resumeFrom());
                lane.deadLetters = 0;
                lane.forget(Duration.ZERO);
            }
        }
    }

    void stop(Lane lane, String why) {
        lane.forget(settings.stoppedCheck());
        log.error("""
                ALARM lane {} is stopped: {}. Nothing is lost and nothing goes on until somebody has looked, and said what to trust \
                with 'lane resume {} --trust database' or '--trust kafka'.""", lane.name, why, lane.name);
        transactions.executeWithoutResult(_ -> store.stop(lane.name, why));
    }

    private Look look(Lane lane) {
        var committed = committed(lane);
        var logs = topics.logs(lane, settings.resyncTimeout());
        return Objects.requireNonNull(transactions.execute(_ -> {
            var row = store.lock(lane.name, logs, settings.resyncTimeout());
            var outbox = store.outbox(lane.name);
            var verdict = Resync.verdict(row, outbox, committed, logs);
            if (verdict instanceof Verdict.Unclear || verdict instanceof Verdict.GoOnAt) { // or what was read before the lock was stale
                verdict = Resync.verdict(row, outbox, committed(lane), topics.logs(lane, settings.resyncTimeout()));
            }
            if (verdict instanceof Verdict.GoOnAt(var positions, var outboxRow)) {
                store.save(lane.name, positions, outboxRow, true);
            }
            if (row.stopped() != null && !(verdict instanceof Verdict.Stopped)) {
                store.stop(lane.name, null);
            }
            return new Look(row, verdict);
        }));
    }

    private void run(Lane lane, LaneRow row) {
        lane.offsets(row.next()).forEach(consumer::seek);
        consumer.resume(lane.partitions);
        lane.remember(row.counter(), row.next());
    }

    private Map<String, Long> committed(Lane lane) {
        var committed = new TreeMap<String, Long>();
        consumer.committed(new HashSet<>(lane.partitions), settings.resyncTimeout()).forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition.topic(), offset.offset());
            }
        });
        return committed;
    }
}
