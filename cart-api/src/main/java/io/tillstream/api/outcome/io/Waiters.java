package io.tillstream.api.outcome.io;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.tillstream.api.outcome.Outcome;

/// Who waits for which outcome, on this instance. Register before sending: an outcome may come before the send returns.
@Component
public class Waiters {

    private final ConcurrentMap<String, List<Waiter>> byCommand = new ConcurrentHashMap<>();

    /// One request that waits. Close it when the wait ends.
    public final class Waiter implements AutoCloseable {

        private final String command;
        private final String hashStart;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        private Waiter(String command, String hashStart) {
            this.command = command;
            this.hashStart = hashStart;
        }

        /// Completed with the outcome, or cancelled when this instance stops.
        public CompletableFuture<Outcome> outcome() {
            return outcome;
        }

        /// Empty if it has not come by then, this instance stops, or the thread is interrupted.
        ///
        /// @param end as [System#nanoTime] has it
        Optional<Outcome> await(long end) {
            try {
                return Optional.of(outcome.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | CancellationException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("nothing completes a waiter with a failure", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            byCommand.computeIfPresent(command, (id, waiters) -> {
                waiters.remove(this);
                return waiters.isEmpty() ? null : waiters;
            });
        }
    }

    /// @param hashStart of the body hash, or all of it: the outcome of another body is not waited for
    public Waiter register(UUID command, String hashStart) {
        var waiter = new Waiter(command.toString(), hashStart);
        byCommand.compute(waiter.command, (id, waiters) -> {
            var all = waiters == null ? new CopyOnWriteArrayList<Waiter>() : waiters;
            all.add(waiter);
            return all;
        });
        return waiter;
    }

    boolean expects(String command) {
        return byCommand.containsKey(command);
    }

    void complete(String command, Outcome outcome) {
        for (var waiter : byCommand.getOrDefault(command, List.of())) {
            if (outcome.bodyHash().startsWith(waiter.hashStart)) {
                waiter.outcome.complete(outcome);
            }
        }
    }

    /// Nobody is kept waiting by an instance that stops: what they asked for is in Kafka, and they get its address.
    @EventListener(ContextClosedEvent.class)
    void stop() {
        byCommand.values().forEach(waiters -> waiters.forEach(waiter -> waiter.outcome.cancel(false)));
    }
}
