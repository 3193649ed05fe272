package io.tillstream.checkout.payment.io;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Runs what concerns one cart in the order in which it came, one after the other, and carts side by side.
final class CartChains {

    private final Map<String, CompletableFuture<Void>> ends = new HashMap<>();
    private final Executor executor;

    CartChains(Executor executor) {
        this.executor = executor;
    }

    /// What fails does not stop what comes after it.
    synchronized void add(String cart, Runnable work) {
        var end = ends.getOrDefault(cart, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> next = end.handleAsync((_, _) -> {
            work.run();
            return null;
        }, executor);
        ends.put(cart, next);
        next.whenComplete((_, _) -> forget(cart, next));
    }

    private synchronized void forget(String cart, CompletableFuture<Void> done) {
        ends.remove(cart, done);
    }

    /// Carts with work that has not ended.
    synchronized int size() {
        return ends.size();
    }
}
