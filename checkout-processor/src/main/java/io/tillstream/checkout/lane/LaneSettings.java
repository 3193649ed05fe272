package io.tillstream.checkout.lane;

import java.time.Duration;

/// How lanes behave in time. Defaults suit production; tests shorten them.
///
/// @param threads           threads per process, each with lanes of its own; three or more, so that one's Kafka commit overlaps another's PostgreSQL commit
/// @param pollTimeout       how long a poll waits when there is nothing
/// @param resyncTimeout     bound of each question that a resync asks the broker
/// @param maxBackoff        longest wait between two tries of a lane that fails
/// @param stoppedCheck      how often a stopped lane looks whether a person has resumed it
/// @param idleBatch         how long a lane may stand on a log that only transaction markers move
/// @param deadLettersInARow so many stop the lane
public record LaneSettings(
        int threads,
        Duration pollTimeout,
        Duration resyncTimeout,
        Duration maxBackoff,
        Duration stoppedCheck,
        Duration idleBatch,
        int deadLettersInARow) {

    public static LaneSettings defaults(int threads) {
        return new LaneSettings(threads, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1), 100);
    }
}
