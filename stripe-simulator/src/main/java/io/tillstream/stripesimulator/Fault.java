package io.tillstream.stripesimulator;

import java.time.Duration;

/// Something that goes wrong once.
///
/// @param value milliseconds, for the kinds that take time
record Fault(Kind kind, long value) {

    static final Fault NONE = new Fault(Kind.DELAY_MS, 0);

    enum Kind {
        // fails in the middle of execution: nothing changes, and the key keeps the 500
        ERROR_500,
        // conflicts with another request before it executes
        ERROR_409,
        // is turned away by the rate limiter
        ERROR_429,
        // executes, then answers nothing and closes the connection after a while
        TIMEOUT_AFTER_SUCCESS,
        // executes later; meanwhile its key is in use
        DELAY_MS
    }

    boolean is(Kind other) {
        return kind == other;
    }

    void await() {
        try {
            Thread.sleep(Duration.ofMillis(value));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
