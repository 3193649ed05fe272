package io.tillstream.stripesimulator;

import java.time.InstantSource;

/// A token bucket of one second.
final class RateLimit {

    private final int perSecond;
    private final InstantSource clock;
    private double tokens;
    private long refilled;

    /// @param perSecond 0 lets everything pass
    RateLimit(int perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        tokens = perSecond;
        refilled = clock.millis();
    }

    boolean admits() {
        return perSecond == 0 || takeToken();
    }

    private synchronized boolean takeToken() {
        long now = clock.millis();
        tokens = Math.min(perSecond, tokens + Math.max(0, now - refilled) * perSecond / 1000.0);
        refilled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
