package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// Objects of one kind by id, and in the order of their creation.
final class Timeline<T> {

    /// Where an object stands in time.
    ///
    /// @param created seconds since the epoch
    /// @param number orders what was created in the same second
    record Position(long created, long number) implements Comparable<Position> {

        @Override
        public int compareTo(Position other) {
            int byTime = Long.compare(created, other.created);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /// @param more whether there are others beyond the page
    record Page<T>(List<T> items, boolean more) {}

    private record Placed<T>(Position position, T item) {}

    private final String kind;
    private final Map<String, Placed<T>> byId = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Position, String> inOrder = new ConcurrentSkipListMap<>();

    /// @param kind as Stripe calls it in errors
    Timeline(String kind) {
        this.kind = kind;
    }

    /// @param item new, or another state of the one with this id
    void put(String id, Position position, T item) {
        if (byId.put(id, new Placed<>(position, item)) == null) {
            inOrder.put(position, id);
        }
    }

    @Nullable
    T find(String id) {
        var placed = byId.get(id);
        return placed == null ? null : placed.item();
    }

    int size() {
        return byId.size();
    }

    void forgetOldest() {
        var oldest = inOrder.pollFirstEntry();
        if (oldest != null) {
            byId.remove(oldest.getValue());
        }
    }

    void forget(String id) {
        var placed = byId.remove(id);
        if (placed != null) {
            inOrder.remove(placed.position());
        }
    }

    /// Empty when the object that names the page lies outside of the time that is asked for.
    ///
    /// @throws Refused when the page is named by an object that is not there
    Page<T> page(ListRequest request, Predicate<T> filter) {
        var lowest = new Position(request.from(), -1);
        var highest = new Position(request.to(), Long.MAX_VALUE);
        if (request.endingBefore() != null) {
            var after = position(request.endingBefore(), "ending_before", filter);
            var page = collect(between(later(lowest, after), highest).values(), request, filter);
            return new Page<>(page.items().reversed(), page.more());
        }
        if (request.startingAfter() != null) {
            var before = position(request.startingAfter(), "starting_after", filter);
            highest = later(before, highest).equals(highest) ? before : highest;
        }
        return collect(between(lowest, highest).descendingMap().values(), request, filter);
    }

    private static Position later(Position one, Position other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    // without both ends
    private ConcurrentNavigableMap<Position, String> between(Position from, Position to) {
        return from.compareTo(to) >= 0 ? new ConcurrentSkipListMap<>() : inOrder.subMap(from, false, to, false);
    }

    private Page<T> collect(Collection<String> ids, ListRequest request, Predicate<T> filter) {
        var items = new ArrayList<T>();
        for (var id : ids) {
            var item = find(id);
            if (item != null && filter.test(item)) {
                if (items.size() == request.limit()) {
                    return new Page<>(items, true);
                }
                items.add(item);
            }
        }
        return new Page<>(items, false);
    }

    private Position position(String id, String param, Predicate<T> filter) {
        var placed = byId.get(id);
        if (placed == null || !filter.test(placed.item())) {
            throw new Refused(ApiError.noSuch(400, kind, id, param));
        }
        return placed.position();
    }

    /// Everything, oldest first.
    List<T> all() {
        var all = new ArrayList<T>();
        for (var id : inOrder.values()) {
            var item = find(id);
            if (item != null) {
                all.add(item);
            }
        }
        return all;
    }
}
