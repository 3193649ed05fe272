package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.Map;

/// What its thread remembers of a lane. The counter is remembered only between a resync or a reported Kafka commit and the next failure.
final class Lane {

    final String name;
    final int partition;
    private boolean running;
    private long counter;
    private Map<String, Long> next = Map.of();
    private long since = System.nanoTime();
    private long resyncAt = System.nanoTime();
    private int failures;
    private int deadLetters;

    Lane(String name, int partition) {
        this.name = name;
        this.partition = partition;
    }

    boolean running() {
        return running;
    }

    long counter() {
        return counter;
    }

    Map<String, Long> next() {
        return next;
    }

    void remember(long counter, Map<String, Long> next) {
        this.running = true;
        this.counter = counter;
        this.next = next;
        this.since = System.nanoTime();
        this.failures = 0;
    }

    /// @param retryIn when to resync
    void forget(Duration retryIn) {
        running = false;
        resyncAt = System.nanoTime() + retryIn.toNanos();
        failures++;
    }

    boolean dueForResync() {
        return !running && System.nanoTime() - resyncAt >= 0;
    }

    boolean idleFor(Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }

    int failures() {
        return failures;
    }

    /// @param more in a row at the end of a batch that had nothing else, or 0
    /// @return how many in a row by now
    int deadLetters(int more) {
        deadLetters = more == 0 ? 0 : deadLetters + more;
        return deadLetters;
    }
}
