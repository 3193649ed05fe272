package io.tillstream.stripesimulator;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/// What is to happen when its time has come, one after the other, in the order of their times.
final class Agenda implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Agenda.class.getName());

    // the clock may be moved by others, who do not tell
    private static final long GLANCE_MILLIS = 50;

    private record Entry(long due, long number, Runnable task) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final InstantSource clock;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final ReentrantLock running = new ReentrantLock();
    private final Thread thread = Thread.ofPlatform().daemon().name("simulator-agenda").unstarted(this::run);
    private long numbers;

    Agenda(InstantSource clock) {
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /// @param due milliseconds since the epoch; past is at once
    /// @param task quick, for the others wait
    void at(long due, Runnable task) {
        lock.lock();
        try {
            entries.add(new Entry(due, numbers++, task));
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Returns once nothing is due any more.
    void runDue() {
        running.lock();
        try {
            for (var entry = takeDue(); entry != null; entry = takeDue()) {
                runSafely(entry.task());
            }
        } finally {
            running.unlock();
        }
    }

    private @Nullable Entry takeDue() {
        lock.lock();
        try {
            var first = entries.peek();
            return first == null || first.due() > clock.millis() ? null : entries.poll();
        } finally {
            lock.unlock();
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a task of the agenda failed", e);
        }
    }

    private void run() {
        try {
            while (true) {
                runDueAndWait();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    // this thread must not end because the clock fails or memory is short for a while
    private void runDueAndWait() throws InterruptedException {
        try {
            runDue();
            awaitDue();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the agenda failed, and goes on", e);
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    private void awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long millis = tillDue(); millis > 0; millis = tillDue()) {
                var _ = added.await(Math.min(millis, GLANCE_MILLIS), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private long tillDue() {
        var first = entries.peek();
        return first == null ? GLANCE_MILLIS : first.due() - clock.millis();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
