package io.tillstream.stripesimulator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.http.Manner;

/// Something that goes wrong once.
///
/// @param value milliseconds, for the kinds that take time
record Fault(Kind kind, long value) {

    static final Fault NONE = new Fault(Kind.DELAY_MS, 0);

    enum Kind {
        // fails in the middle of execution: nothing changes, and the key keeps the 500
        ERROR_500,
        // executes, but fails before it can say so, and the key keeps the 500
        ERROR_500_AFTER_SUCCESS,
        // conflicts with another request before it executes
        ERROR_409,
        // is turned away by the rate limiter
        ERROR_429,
        // executes, then answers nothing and closes the connection after a while
        TIMEOUT_AFTER_SUCCESS,
        // executes later; meanwhile its key is in use
        DELAY_MS,
        // executes; the answer comes in small pieces, whole after a while
        SLOW_DRIP,
        // executes; half of the answer comes, then the connection closes
        TRUNCATED_BODY,
        // executes, then resets the connection instead of answering
        CONNECTION_RESET,
        // resets the connection before it executes
        RESET_BEFORE;

        private static final long TIMEOUT_MILLIS = 60_000;
        private static final long DRIP_MILLIS = 2_000;

        long usualValue() {
            return switch (this) {
                case TIMEOUT_AFTER_SUCCESS -> TIMEOUT_MILLIS;
                case SLOW_DRIP -> DRIP_MILLIS;
                case ERROR_500, ERROR_500_AFTER_SUCCESS, ERROR_409, ERROR_429, DELAY_MS, TRUNCATED_BODY,
                        CONNECTION_RESET, RESET_BEFORE ->
                    0;
            };
        }
    }

    /// @throws IllegalArgumentException for a value that cannot be meant with this kind
    static void requireValue(Kind kind, @Nullable Long value) {
        if (value == null && kind == Kind.DELAY_MS) {
            throw new IllegalArgumentException("delay_ms needs \"value\", the milliseconds to wait");
        }
        if (value != null && value < 0) {
            throw new IllegalArgumentException("value must not be negative, but is " + value);
        }
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /// How the answer travels.
    Manner manner() {
        return switch (kind) {
            case TIMEOUT_AFTER_SUCCESS -> new Manner.Silent(value);
            case SLOW_DRIP -> new Manner.Dripping(value);
            case TRUNCATED_BODY -> new Manner.Truncated();
            case CONNECTION_RESET, RESET_BEFORE -> new Manner.Reset();
            case ERROR_500, ERROR_500_AFTER_SUCCESS, ERROR_409, ERROR_429, DELAY_MS -> Manner.WHOLE;
        };
    }

    void await() {
        try {
            Thread.sleep(Duration.ofMillis(value));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
