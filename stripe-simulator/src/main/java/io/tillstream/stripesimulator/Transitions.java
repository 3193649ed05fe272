package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Ledger.Held;

/// What happens to PaymentIntents and refunds without a request of the merchant: time passes, banks and buyers act.
final class Transitions {

    private final Store store;
    private final Agenda agenda;

    Transitions(Store store, Agenda agenda) {
        this.store = store;
        this.agenda = agenda;
    }

    /// Puts everything that the store holds on the agenda.
    void planAll() {
        for (var held : store.ledger().all()) {
            held.charges().forEach(charge -> plan(Change.of(held.intent(), charge)));
            held.refunds().forEach(refund -> plan(new Change(held.intent(), null, refund, null)));
        }
    }

    void plan(Change change) {
        if (change.charge() != null && change.charge().result().dueAt() != null) {
            plan(change.charge().intent(), change.charge().result().dueAt(), Transitions::ofCharge);
        }
        var refund = change.refund();
        if (refund != null && refund.progress().dueAt() != null) {
            plan(refund.of().intent(), refund.progress().dueAt(), (moment, held) -> {
                var present = held.refund(refund.id());
                return present == null ? null : RefundDecider.settle(moment, held, present);
            });
        }
    }

    private static @Nullable Outcome ofCharge(Moment moment, Held held) {
        var expired = EndingDecider.expire(moment, held);
        return expired != null ? expired : EndingDecider.settle(moment, held);
    }

    private interface Decision {

        /// Null when nothing is to change.
        @Nullable
        Outcome decide(Moment moment, Held held);
    }

    private void plan(String intent, long second, Decision decision) {
        long due = second * 1000;
        agenda.at(due, () -> change(intent, "due", due, decision));
    }

    /// Ends the authentication that a PaymentIntent waits for.
    ///
    /// @return null when there is no such PaymentIntent
    @Nullable
    Outcome authenticate(String intent, boolean success) {
        return change(intent, "authenticate", store.clock().millis(),
                (moment, held) -> PaymentDecider.authenticate(moment, held.intent(), success));
    }

    /// Ends the processing of a PaymentIntent.
    ///
    /// @return null when there is no such PaymentIntent
    @Nullable
    Outcome settle(String intent, boolean success) {
        return change(intent, "settle", store.clock().millis(), (_, held) -> EndingDecider.settle(held, success));
    }

    /// Ends a refund.
    ///
    /// @return null when there is no such refund
    @Nullable
    Outcome settleRefund(String id, boolean success) {
        var owner = store.ledger().owner(id);
        return owner == null
                ? null
                : change(owner.intent().id(), "refund", store.clock().millis(), (_, held) -> {
                    var refund = held.refund(id);
                    return refund == null ? null : RefundDecider.settle(held, refund, success);
                });
    }

    private @Nullable Outcome change(String intent, String why, long at, Decision decision) {
        synchronized (store.ledger().lockOf(intent)) {
            var held = store.ledger().find(intent);
            if (held == null) {
                return null;
            }
            long root = store.ids().root(intent, why, String.valueOf(held.version()));
            var moment = new Moment(new Cause(at, root, null, null), store.ids().names(root));
            var outcome = decision.decide(moment, held);
            if (outcome != null) {
                store.commit(outcome, moment.cause(), null);
            }
            return outcome;
        }
    }
}
