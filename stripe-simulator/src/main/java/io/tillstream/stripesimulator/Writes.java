package io.tillstream.stripesimulator;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Fault.Kind;
import io.tillstream.stripesimulator.IdempotencyKeys.Claim;
import io.tillstream.stripesimulator.JournalLine.Kept;

/// The requests that change something, each at most once under its idempotency key.
final class Writes {

    private final Store store;
    private final PaymentDecider decider;

    Writes(Store store, InstantSource clock) {
        this.store = store;
        decider = new PaymentDecider(store.ids(), clock);
    }

    /// @throws Refused when execution did not begin; then the key is as before
    Answer answer(Call call) {
        var key = call.key();
        if (key == null) {
            return execute(call);
        }
        return switch (store.keys().claim(call.account(), key, call.origin().path())) {
            case Claim.Granted _ -> executeUnder(key, call);
            case Claim.Replay(var result, var kept) -> Answer.replayed(result, kept);
            case Claim.Conflict(var error) -> throw new Refused(error);
        };
    }

    private Answer executeUnder(Call.Key key, Call call) {
        boolean kept = false;
        try {
            var answer = execute(call);
            kept = true;
            return answer.with("Original-Request", call.origin().requestId());
        } finally {
            if (!kept) {
                store.keys().release(call.account(), key.name());
            }
        }
    }

    private Answer execute(Call call) {
        return switch (call.route().operation()) {
            case CREATE -> {
                var request = CreateRequest.parse(call.parameters());
                yield commit(call, () -> decider.create(call.account(), request));
            }
            case CONFIRM -> {
                var request = ConfirmRequest.parse(call.parameters());
                yield change(call, intent -> decider.confirm(intent, request));
            }
            case CANCEL -> {
                var request = CancelRequest.parse(call.parameters());
                yield change(call, intent -> decider.cancel(intent, request));
            }
            case RETRIEVE, LIST, RETRIEVE_CHARGE, LIST_CHARGES -> throw new IllegalArgumentException(
                    call.route().operation() + " changes nothing");
        };
    }

    private Answer change(Call call, Function<PaymentIntent, Outcome> decision) {
        var id = call.route().id();
        return commit(call, () -> {
            var held = store.ledger().find(call.account(), id);
            return held == null
                    ? Outcome.failed(ApiError.noSuch(404, "payment_intent", id, "intent"))
                    : decision.apply(held.intent());
        });
    }

    private Answer commit(Call call, Supplier<Outcome> decision) {
        if (call.fault().is(Kind.DELAY_MS)) {
            call.fault().await();
        }
        var id = call.route().id();
        // what is being created cannot be named by others yet
        synchronized (id.isEmpty() ? new Object() : store.ledger().lockOf(id)) {
            var outcome = call.fault().is(Kind.ERROR_500) ? Outcome.failed(ApiError.internal()) : decision.get();
            store.commit(outcome, kept(call, outcome.error()));
            return Answer.of(outcome, call.origin());
        }
    }

    private static @Nullable Kept kept(Call call, @Nullable ApiError error) {
        var origin = call.origin();
        var key = call.key();
        return key == null
                ? null
                : new Kept(call.account(), key.name(), origin.path(), key.fingerprint(), origin.requestId(),
                        origin.at(), error);
    }

    /// Ends the authentication that a PaymentIntent waits for.
    ///
    /// @return null when there is no such PaymentIntent
    @Nullable
    Outcome authenticate(String id, boolean success) {
        synchronized (store.ledger().lockOf(id)) {
            var held = store.ledger().find(id);
            if (held == null) {
                return null;
            }
            var outcome = decider.authenticate(held.intent(), success);
            store.commit(outcome, null);
            return outcome;
        }
    }
}
