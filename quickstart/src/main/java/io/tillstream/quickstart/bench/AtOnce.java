package io.tillstream.quickstart.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The same work on several threads.
final class AtOnce {

    private AtOnce() {}

    /// Returns when all are done; each is told its number.
    static void run(int threads, IntConsumer work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var all = IntStream.range(0, threads).mapToObj(number -> (Callable<Void>) () -> {
                work.accept(number);
                return null;
            }).toList();
            for (var done : pool.invokeAll(all)) {
                done.get();
            }
        }
    }
}
