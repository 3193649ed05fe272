package io.tillstream.stripesimulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// How often the same has come. When it holds too much it forgets everything and begins a new era; what it answers
/// never comes back for the same, for the era is a part of it.
final class Counter {

    private static final int MOST = 100_000;

    /// @param era rises from 0
    /// @param times at least 1
    record Count(int era, int times) {}

    private record Era(int number, Map<Long, Integer> counts) {}

    private final AtomicReference<Era> present = new AtomicReference<>(new Era(0, new ConcurrentHashMap<>()));

    Count count(long what) {
        var era = present.get();
        int times = era.counts().merge(what, 1, Integer::sum);
        if (era.counts().size() >= MOST) {
            present.compareAndSet(era, new Era(era.number() + 1, new ConcurrentHashMap<>()));
        }
        return new Count(era.number(), times);
    }
}
