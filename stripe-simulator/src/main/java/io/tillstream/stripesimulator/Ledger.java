package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/// Every PaymentIntent with its charges. Whoever changes one holds its lock.
final class Ledger {

    private static final int STRIPES = 4096;

    /// A PaymentIntent and all charges ever made for it, oldest first; both change at once.
    record Held(PaymentIntent intent, List<Charge> charges) {}

    /// Oldest first.
    private record Position(long created, long number) implements Comparable<Position> {

        static Position of(PaymentIntent intent) {
            return new Position(intent.created(), intent.number());
        }

        @Override
        public int compareTo(Position other) {
            int byTime = Long.compare(created, other.created);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final Map<String, Held> intents = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Position, String> inOrder = new ConcurrentSkipListMap<>();
    private final Map<String, String> intentOfCharge = new ConcurrentHashMap<>();
    private final Object[] locks = new Object[STRIPES];

    Ledger() {
        Arrays.setAll(locks, i -> new Object());
    }

    /// To be held from reading a PaymentIntent until its change is applied.
    Object lockOf(String intentId) {
        return locks[Math.floorMod(intentId.hashCode(), STRIPES)];
    }

    void apply(PaymentIntent intent, @Nullable Charge charge) {
        var before = intents.get(intent.id());
        var charges = new ArrayList<Charge>(before == null ? List.of() : before.charges());
        if (charge != null) {
            charges.add(charge);
            intentOfCharge.put(charge.id(), intent.id());
        }
        intents.put(intent.id(), new Held(intent, List.copyOf(charges)));
        if (before == null) {
            inOrder.put(Position.of(intent), intent.id());
        }
    }

    /// Null when there is none, or it is another account's.
    @Nullable
    Held find(String account, String id) {
        var held = intents.get(id);
        return held == null || !held.intent().account().equals(account) ? null : held;
    }

    /// Null when there is none.
    @Nullable
    Held find(String id) {
        return intents.get(id);
    }

    /// Null when there is none, or it is another account's.
    @Nullable
    Charge findCharge(String account, String id) {
        var intentId = intentOfCharge.get(id);
        var held = intentId == null ? null : find(account, intentId);
        return held == null
                ? null
                : held.charges().stream().filter(charge -> charge.id().equals(id)).findFirst().orElse(null);
    }

    /// @return up to `limit` + 1, newest first
    /// @throws Refused when the page is named by a PaymentIntent that is not there
    List<PaymentIntent> page(String account, ListRequest request) {
        var range = inOrder.subMap(new Position(request.from(), 0), true,
                new Position(request.to(), Long.MAX_VALUE), true);
        if (request.endingBefore() != null) {
            return collect(account, request, range.tailMap(
                    position(account, request.endingBefore(), "ending_before"), false).values()).reversed();
        }
        var upTo = request.startingAfter() == null
                ? range
                : range.headMap(position(account, request.startingAfter(), "starting_after"), false);
        return collect(account, request, upTo.descendingMap().values());
    }

    private List<PaymentIntent> collect(String account, ListRequest request, Collection<String> ids) {
        return ids.stream().map(id -> find(account, id)).filter(held -> held != null).map(Held::intent)
                .filter(intent -> request.customer() == null
                        || request.customer().equals(intent.terms().details().get("customer")))
                .limit(request.limit() + 1L).toList();
    }

    private Position position(String account, String id, String param) {
        var held = find(account, id);
        if (held == null) {
            throw new Refused(ApiError.noSuch(400, "payment_intent", id, param));
        }
        return Position.of(held.intent());
    }

    /// Everything, of all accounts, oldest first.
    List<Held> all() {
        return inOrder.values().stream().map(intents::get).toList();
    }
}
