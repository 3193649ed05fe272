package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;

/// An error in the log at most once per minute, however often it happens.
final class Alarm {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);
    private final Logger log;
    private final InstantSource clock;

    Alarm(Logger log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void raise(String message, Object... arguments) {
        var now = clock.instant();
        var due = next.get();
        if (!now.isBefore(due) && next.compareAndSet(due, now.plus(PAUSE))) {
            log.error(message, arguments);
        }
    }
}
