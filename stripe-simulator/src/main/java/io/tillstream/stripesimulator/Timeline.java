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

    /// @throws Refused when the page is named by an object that is not there
    Page<T> page(ListRequest request, Predicate<T> filter) {
        var range = inOrder.subMap(new Position(request.from(), 0), true,
                new Position(request.to(), Long.MAX_VALUE), true);
        if (request.endingBefore() != null) {
            var newer = range.tailMap(position(request.endingBefore(), "ending_before", filter), false).values();
            var page = collect(newer, request, filter);
            return new Page<>(page.items().reversed(), page.more());
        }
        var upTo = request.startingAfter() == null
                ? range
                : range.headMap(position(request.startingAfter(), "starting_after", filter), false);
        return collect(upTo.descendingMap().values(), request, filter);
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
