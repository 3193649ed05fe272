package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Says once when commits have failed for longer than a rebalance or a new leader explains. For one thread.
final class CommitWatch {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private @Nullable Long failingSince;
    private boolean raised;

    /// @param nanoTime such as `System::nanoTime`
    CommitWatch(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /// A commit was written, or there is nothing to commit.
    void works() {
        failingSince = null;
        raised = false;
    }

    void failed(Exception why) {
        log.info("finished requests are not committed yet: {}", why.toString());
        var now = nanoTime.getAsLong();
        if (failingSince == null) {
            failingSince = now;
        }
        if (!raised && now - failingSince > PATIENCE.toNanos()) {
            raised = true;
            log.error(
                    "ALARM finished payment requests have not been committed for a minute: {}. Payments go on, but whoever takes "
                            + "the partitions over repeats them. See whether the brokers are up and this process may commit to "
                            + "its group",
                    why.toString());
        }
    }
}
