package io.tillstream.api.checkout.io;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.tillstream.api.checkout.OrderView.Change;

/// Who watches the orders of which cart, on this instance. Signals only hasten a look at the tables: one that is dropped is made up for at the next.
@Component
class OrderFeed {

    private static final int WAITING = 64;

    private final ConcurrentMap<String, List<Subscription>> byCart = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /// Why a stream should look up.
    sealed interface Signal {

        record Changed(Change change) implements Signal {}

        record Decided() implements Signal {}

        record Stop() implements Signal {}
    }

    final class Subscription implements AutoCloseable {

        private final String cart;
        private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(WAITING);

        private Subscription(String cart) {
            this.cart = cart;
        }

        void signal(Signal signal) {
            signals.offer(signal);
        }

        /// Null if nothing happened in that time.
        @Nullable
        Signal next(Duration longest) throws InterruptedException {
            return stopped ? new Signal.Stop() : signals.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            byCart.computeIfPresent(cart, (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    Subscription subscribe(UUID cart) {
        var subscription = new Subscription(cart.toString());
        byCart.compute(subscription.cart, (id, known) -> {
            var all = known == null ? new CopyOnWriteArrayList<Subscription>() : known;
            all.add(subscription);
            return all;
        });
        return subscription;
    }

    boolean isWatched() {
        return !byCart.isEmpty();
    }

    void changed(String cart, Change change) {
        byCart.getOrDefault(cart, List.of()).forEach(to -> to.signal(new Signal.Changed(change)));
    }

    /// Ends all streams; their readers connect again, to another instance.
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopped = true;
        byCart.values().forEach(all -> all.forEach(to -> to.signal(new Signal.Stop())));
    }
}
