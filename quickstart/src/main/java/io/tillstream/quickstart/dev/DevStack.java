package io.tillstream.quickstart.dev;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.quickstart.Failure;

/// What runs, in the order in which it came up; it stops in the reverse order. Safe for use by many threads.
public final class DevStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DevStack.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Part(String name, AutoCloseable running) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Consumer<String> console;
    private boolean closed;
    private int starting;

    public DevStack(Consumer<String> console) {
        this.console = console;
    }

    /// Starts a part and says how long it took. A part that comes up while everything is being stopped is stopped at once.
    ///
    /// @throws Failure that names the part; it is in the log, too
    <P extends AutoCloseable> P start(String name, Callable<P> starter) {
        long begin = System.nanoTime();
        begin(name);
        try {
            P part = starter.call();
            add(new Part(name, part));
            say(name, begin);
            return part;
        } catch (Exception e) {
            LOG.error("{} did not start", name, e);
            throw new Failure(name + " did not start: " + Failure.oneLine(e), e);
        } finally {
            end();
        }
    }

    private synchronized void begin(String name) {
        if (closed) {
            throw new Failure(name + " did not start: everything is being stopped");
        }
        starting++;
    }

    private synchronized void end() {
        starting--;
        notifyAll();
    }

    private void add(Part part) {
        synchronized (this) {
            if (!closed) {
                parts.push(part);
                return;
            }
        }
        stop(part);
        throw new Failure("everything is being stopped");
    }

    private void say(String name, long begin) {
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        console.accept(String.format(Locale.ROOT, "  %-22s %5.1f s", name, seconds));
    }

    /// Returns when nothing runs any more, nor is about to.
    @Override
    public void close() {
        for (Part next = next(); next != null; next = next()) {
            stop(next);
        }
        awaitStarting();
    }

    private synchronized @Nullable Part next() {
        closed = true;
        return parts.poll();
    }

    private synchronized void awaitStarting() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (starting > 0 && System.nanoTime() < end) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One that does not stop must not keep the others running.
    private static void stop(Part part) {
        try {
            part.running.close();
        } catch (Exception e) {
            LOG.error("{} did not stop", part.name, e);
        }
    }
}
