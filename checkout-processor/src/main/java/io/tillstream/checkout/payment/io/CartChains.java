package io.tillstream.checkout.payment.io;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what concerns one cart in the order in which it came, one after the other, and carts side by side.
final class CartChains {

    private static final Logger LOG = LoggerFactory.getLogger(CartChains.class);

    private final Map<String, CompletableFuture<Void>> ends = new HashMap<>();
    private final Executor executor;

    CartChains(Executor executor) {
        this.executor = executor;
    }

    /// What fails is logged, and does not stop what comes after it.
    synchronized void add(String cart, Runnable work) {
        var end = ends.getOrDefault(cart, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> next = end.handleAsync((_, _) -> {
            work.run();
            return null;
        }, executor);
        ends.put(cart, next);
        var _ = next.whenComplete((_, failure) -> forget(cart, next, failure));
    }

    private synchronized void forget(String cart, CompletableFuture<Void> done, @Nullable Throwable failure) {
        ends.remove(cart, done);
        if (failure != null) {
            LOG.error("work for cart {} failed", cart, failure);
        }
    }

    /// Carts with work that has not ended.
    synchronized int size() {
        return ends.size();
    }
}
