package io.tillstream.stripesimulator;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The ways to one endpoint. What goes by the same lane keeps its order.
final class Lanes implements AutoCloseable {

    private static final int LANES = 32;

    private final List<ExecutorService> lanes = Stream
            .generate(() -> Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())).limit(LANES).toList();

    /// The lane of a PaymentIntent.
    Executor of(String intent) {
        return lanes.get((int) Long.remainderUnsigned(Ids.hash(0, intent), LANES));
    }

    /// Takes no more; what waits is still done.
    void finish() {
        lanes.forEach(ExecutorService::shutdown);
    }

    /// Cuts off what is in flight.
    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdownNow);
    }
}
