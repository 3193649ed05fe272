package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Timeline.Page;
import io.tillstream.stripesimulator.Timeline.Position;

/// Every PaymentIntent with its charges and refunds. Whoever changes one holds its lock.
final class Ledger {

    private static final int STRIPES = 4096;

    /// A PaymentIntent and all charges and refunds ever made for it, oldest first; they change at once.
    ///
    /// @param version how often it has changed
    record Held(PaymentIntent intent, List<Charge> charges, List<Refund> refunds, int version) {

        @Nullable
        Charge latestCharge() {
            return charges.isEmpty() ? null : charges.getLast();
        }

        @Nullable
        Charge charge(String id) {
            return charges.stream().filter(charge -> charge.id().equals(id)).findFirst().orElse(null);
        }

        @Nullable
        Refund refund(String id) {
            return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst().orElse(null);
        }
    }

    private final Timeline<Held> intents = new Timeline<>("payment_intent");
    private final Map<String, String> intentOf = new ConcurrentHashMap<>();
    private final Object[] locks = new Object[STRIPES];

    Ledger() {
        Arrays.setAll(locks, i -> new Object());
    }

    /// To be held from reading a PaymentIntent until its change is applied.
    Object lockOf(String intentId) {
        return locks[Math.floorMod(intentId.hashCode(), STRIPES)];
    }

    /// @param change has a PaymentIntent
    /// @return how it was before; null when it is new
    @Nullable
    Held apply(PaymentIntent intent, Change change) {
        var before = intents.find(intent.id());
        var after = new Held(intent, with(before == null ? List.of() : before.charges(), change.charge(), Charge::id),
                with(before == null ? List.of() : before.refunds(), change.refund(), Refund::id),
                before == null ? 1 : before.version() + 1);
        intents.put(intent.id(), new Position(intent.created(), intent.number()), after);
        if (change.charge() != null) {
            intentOf.put(change.charge().id(), intent.id());
        }
        if (change.refund() != null) {
            intentOf.put(change.refund().id(), intent.id());
        }
        return before;
    }

    private static <T> List<T> with(List<T> items, @Nullable T changed, Function<T, String> id) {
        if (changed == null) {
            return items;
        }
        var after = new ArrayList<T>(items);
        after.replaceAll(item -> id.apply(item).equals(id.apply(changed)) ? changed : item);
        if (!after.contains(changed)) {
            after.add(changed);
        }
        return List.copyOf(after);
    }

    /// Null when there is none, or it is another account's.
    @Nullable
    Held find(String account, String id) {
        var held = intents.find(id);
        return held == null || !held.intent().account().equals(account) ? null : held;
    }

    /// Null when there is none.
    @Nullable
    Held find(String id) {
        return intents.find(id);
    }

    /// The PaymentIntent of a charge or a refund; null when there is none.
    @Nullable
    Held owner(String id) {
        var intent = intentOf.get(id);
        return intent == null ? null : intents.find(intent);
    }

    /// The same, but null too when it is another account's.
    @Nullable
    Held owner(String account, String id) {
        var held = owner(id);
        return held == null || !held.intent().account().equals(account) ? null : held;
    }

    /// @throws Refused when the page is named by a PaymentIntent that is not there
    Page<Held> page(String account, ListRequest request, Predicate<PaymentIntent> filter) {
        return intents.page(request, held -> held.intent().account().equals(account) && filter.test(held.intent()));
    }

    boolean isEmpty() {
        return intents.size() == 0;
    }

    /// Everything, of all accounts, oldest first.
    List<Held> all() {
        return intents.all();
    }
}
