package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waits before something is tried again.
@FunctionalInterface
interface Backoff {

    Duration SHORTEST = Duration.ofMillis(200);
    Duration LONGEST = Duration.ofSeconds(10);

    /// @param failures in a row, at least 1
    void pause(int failures) throws InterruptedException;

    static Backoff sleeping(RandomGenerator random) {
        return failures -> Thread.sleep(pauseAfter(failures, random));
    }

    /// Anything from the shortest pause to a ceiling that doubles with each failure, up to the longest.
    static Duration pauseAfter(int failures, RandomGenerator random) {
        var ceiling = Math.min(LONGEST.toMillis(), SHORTEST.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), ceiling + 1));
    }
}
