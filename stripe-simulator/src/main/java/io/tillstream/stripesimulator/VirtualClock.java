package io.tillstream.stripesimulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The simulator's time: that of the clock beneath, until it is moved.
final class VirtualClock implements InstantSource {

    /// @param still whether it stands
    /// @param millis since the epoch when it stands, ahead of the clock beneath when it runs
    record Hands(boolean still, long millis) {}

    private final InstantSource base;
    private volatile Hands hands = new Hands(false, 0);

    VirtualClock(InstantSource base) {
        this.base = base;
    }

    /// The clock beneath, which nobody moves here.
    InstantSource base() {
        return base;
    }

    Hands hands() {
        return hands;
    }

    void move(Hands moved) {
        hands = moved;
    }

    Hands advancedBy(Duration step) {
        var now = hands;
        return new Hands(now.still(), now.millis() + step.toMillis());
    }

    @Override
    public long millis() {
        var now = hands;
        return now.still() ? now.millis() : base.millis() + now.millis();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
