package io.tillstream.systemtests;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/// Waits for what the system promises to do in its own time.
final class Eventually {

    private Eventually() {}

    static void that(String what, Callable<Boolean> holds) {
        within(Duration.ofSeconds(40), what, holds);
    }

    static void within(Duration time, String what, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(time).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .until(holds);
    }
}
