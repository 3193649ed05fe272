package io.tillstream.stripesimulator;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Fault.Kind;
import io.tillstream.stripesimulator.IdempotencyKeys.Claim;
import io.tillstream.stripesimulator.JournalLine.Kept;
import io.tillstream.stripesimulator.Ledger.Held;
import io.tillstream.stripesimulator.Operation.Write;

/// The requests that change something, each at most once under its idempotency key.
final class Writes {

    private interface Decision {

        /// @param held null when there is none
        Outcome decide(Moment moment, @Nullable Held held);
    }

    private final Store store;
    private final PaymentDecider payments;

    Writes(Store store, PaymentDecider payments) {
        this.store = store;
        this.payments = payments;
    }

    /// @throws Refused when execution did not begin; then the key is as before
    Answer answer(Call call, Write operation) {
        var key = call.key();
        if (key == null) {
            return execute(call, operation);
        }
        return switch (store.keys().claim(call.caller().keyOwner(), key, call.origin().path(),
                call.asked().fingerprint())) {
            case Claim.Granted _ -> executeUnder(key, call, operation);
            case Claim.Replay(var result, var kept) -> Answer.replayed(result, kept, call.caller());
            case Claim.Conflict(var error) -> throw new Refused(error);
        };
    }

    private Answer executeUnder(String key, Call call, Write operation) {
        boolean kept = false;
        try {
            var answer = execute(call, operation);
            kept = true;
            return answer.with("Original-Request", call.origin().requestId());
        } finally {
            if (!kept) {
                store.keys().release(call.caller().keyOwner(), key);
            }
        }
    }

    private Answer execute(Call call, Write operation) {
        var id = call.route().id();
        return switch (operation) {
            case CREATE -> {
                var request = CreateRequest.parse(call.parameters(), call.caller().version());
                yield commit(call, null, (moment, _) -> payments.create(moment, call.account(), request));
            }
            case CONFIRM -> {
                var request = ConfirmRequest.parse(call.parameters());
                yield commit(call, id, existing(id, (moment, held) -> {
                    ClientSecret.check(held.intent(), call.caller(), request.clientSecret());
                    return payments.confirm(moment, held.intent(), request);
                }));
            }
            case CAPTURE -> {
                var request = CaptureRequest.parse(call.parameters());
                yield commit(call, id, existing(id, (_, held) -> EndingDecider.capture(held, request)));
            }
            case CANCEL -> {
                var request = CancelRequest.parse(call.parameters());
                yield commit(call, id, existing(id, (moment, held) -> EndingDecider.cancel(moment, held, request)));
            }
            case CREATE_REFUND -> refund(call, RefundRequest.parse(call.parameters()));
            case CREATE_WEBHOOK_ENDPOINT -> {
                var request = EndpointRequest.parse(call.parameters());
                yield commit(call, null, (moment, _) -> request.create(moment, call.account()));
            }
            case DELETE_WEBHOOK_ENDPOINT -> {
                synchronized (store.endpoints()) {
                    yield commit(call, null, (_, _) -> deleted(call));
                }
            }
        };
    }

    private static Decision existing(String id, BiFunction<Moment, Held, Outcome> decision) {
        return (moment, held) -> held == null
                ? Outcome.failed(ApiError.noSuch(404, "payment_intent", id, "intent"))
                : decision.apply(moment, held);
    }

    private Answer refund(Call call, RefundRequest request) {
        var charged = request.charge();
        var owner = charged == null ? null : store.ledger().owner(call.account(), charged);
        var id = request.intent() != null ? request.intent() : owner == null ? null : owner.intent().id();
        return commit(call, id, (moment, held) -> {
            if (held == null) {
                return Outcome.failed(request.intent() != null
                        ? ApiError.noSuch(404, "payment_intent", request.intent(), "payment_intent")
                        : ApiError.noSuch(404, "charge", String.valueOf(charged), "charge"));
            }
            var charge = charged == null ? held.latestCharge() : held.charge(charged);
            return RefundDecider.create(moment, held.intent(), charge, request);
        });
    }

    private Outcome deleted(Call call) {
        var endpoint = store.endpoints().find(call.route().id());
        return endpoint == null || !call.account().equals(endpoint.account())
                ? Outcome.failed(ApiError.noSuch(404, "webhook endpoint", call.route().id(), "id"))
                : Outcome.done(Change.of(endpoint.gone()));
    }

    /// @param intent that may change; null when it is none, or new
    private Answer commit(Call call, @Nullable String intent, Decision decision) {
        if (call.fault().is(Kind.DELAY_MS)) {
            call.fault().await();
        }
        // what is being created cannot be named by others yet
        synchronized (intent == null ? new Object() : store.ledger().lockOf(intent)) {
            var held = intent == null ? null : store.ledger().find(call.account(), intent);
            var moment = moment(call, held);
            var outcome = call.fault().is(Kind.ERROR_500)
                    ? Outcome.failed(ApiError.internal())
                    : decision.decide(moment, held);
            var answered = call.fault().is(Kind.ERROR_500_AFTER_SUCCESS)
                    ? outcome.answering(ApiError.internal())
                    : outcome;
            store.commit(answered, moment.cause(), kept(call, answered.error()));
            return Answer.of(answered, call.caller(), call.origin());
        }
    }

    // not made of the idempotency key: clients make one up when the caller gives none
    private Moment moment(Call call, @Nullable Held held) {
        var path = call.origin().path();
        long root = held == null
                ? store.ids().rootOfNew(call.account(), path, call.asked().fingerprint())
                : store.ids().root(path, held.intent().id(), String.valueOf(held.version()));
        var cause = new Cause(store.clock().millis(), root, call.origin().requestId(), call.key());
        return new Moment(cause, store.ids().names(root));
    }

    private static @Nullable Kept kept(Call call, @Nullable ApiError error) {
        var origin = call.origin();
        var key = call.key();
        return key == null
                ? null
                : new Kept(call.caller().keyOwner(), key, origin.path(), call.asked().fingerprint(), origin.requestId(),
                        origin.at(), error);
    }
}
