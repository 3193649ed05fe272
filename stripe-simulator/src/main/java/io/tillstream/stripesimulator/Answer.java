package io.tillstream.stripesimulator;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.stripesimulator.Call.Caller;
import io.tillstream.stripesimulator.Call.Origin;
import io.tillstream.stripesimulator.JournalLine.Committed;
import io.tillstream.stripesimulator.JournalLine.Kept;

/// What goes back over HTTP.
record Answer(int status, String body, Map<String, String> headers) {

    static Answer ok(ObjectNode body) {
        return new Answer(200, Json.text(body), Map.of());
    }

    static Answer failed(ApiError error, Origin origin) {
        return failed(error, null, origin.requestId(), origin.at());
    }

    static Answer of(Outcome outcome, Caller caller, Origin origin) {
        return of(outcome.change(), outcome.error(), caller, origin);
    }

    static Answer replayed(Committed result, Kept kept, Caller caller) {
        return of(result.change(), kept.error(), caller, new Origin(kept.requestId(), kept.at(), kept.path()))
                .with("Original-Request", kept.requestId()).with("Idempotent-Replayed", "true");
    }

    /// The same bytes for the same arguments, now and after a restart.
    ///
    /// @param change may be empty only with an error
    /// @param origin of the request that was executed
    private static Answer of(Change change, @Nullable ApiError error, Caller caller, Origin origin) {
        if (error != null) {
            // who fails without knowing how does not tell how far it came
            var intent = error.status() >= 500 ? null : change.intent();
            return failed(error, intent == null ? null : shown(intent, caller), origin.requestId(), origin.at());
        }
        if (change.endpoint() != null) {
            return ok(change.endpoint().deleted()
                    ? EndpointJson.deleted(change.endpoint())
                    : EndpointJson.withSecret(change.endpoint()));
        }
        if (change.refund() != null) {
            return ok(RefundJson.of(change.refund()));
        }
        if (change.intent() == null) {
            throw new IllegalStateException("neither result nor error in " + origin.requestId());
        }
        return ok(shown(change.intent(), caller));
    }

    static ObjectNode shown(PaymentIntent intent, Caller caller) {
        return caller.buyer() ? IntentJson.forBuyers(intent) : IntentJson.of(intent);
    }

    private static Answer failed(ApiError error, @Nullable ObjectNode intent, String requestId, long at) {
        return new Answer(error.status(), Json.text(ErrorJson.body(error, intent, requestId, at)),
                switch (error.status()) {
                    // anything else is the client's to decide; a 500 would only be replayed
                    case 409 -> Map.of("Stripe-Should-Retry", "true");
                    case 500 -> Map.of("Stripe-Should-Retry", "false");
                    case 429 -> Map.of("Stripe-Rate-Limited-Reason", "global-rate");
                    default -> Map.of();
                });
    }

    Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }
}
