package io.tillstream.systemtests;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/// Waits for what the system promises to do in its own time.
final class Eventually {

    private Eventually() {}

    static void that(String what, Callable<Boolean> holds) {
        within(Duration.ofSeconds(40), what, holds);
    }

    static <V> V value(String what, Callable<Optional<V>> find) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100))
                .ignoreExceptions().until(find, Optional::isPresent).orElseThrow();
    }

    static void within(Duration time, String what, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(time).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .until(holds);
    }
}
