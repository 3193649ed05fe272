package io.tillstream.stripesimulator;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.stripesimulator.Call.Origin;
import io.tillstream.stripesimulator.JournalLine.Committed;
import io.tillstream.stripesimulator.JournalLine.Kept;

/// What goes back over HTTP.
record Answer(int status, String body, Map<String, String> headers) {

    static Answer ok(ObjectNode body) {
        return new Answer(200, Json.text(body), Map.of());
    }

    static Answer failed(ApiError error, Origin origin) {
        return of(null, error, origin.requestId(), origin.at());
    }

    /// The same bytes for the same arguments, now and after a restart.
    ///
    /// @param intent may be null only with an error
    /// @param requestId and `at` of the request that was executed
    private static Answer of(@Nullable PaymentIntent intent, @Nullable ApiError error, String requestId, long at) {
        if (error != null) {
            var retry = shouldRetry(error);
            return new Answer(error.status(), Json.text(ErrorJson.body(error, intent, requestId, at)),
                    retry == null ? Map.of() : Map.of("Stripe-Should-Retry", retry));
        }
        if (intent == null) {
            throw new IllegalStateException("neither PaymentIntent nor error in " + requestId);
        }
        return ok(IntentJson.of(intent));
    }

    static Answer of(Outcome outcome, Origin origin) {
        return of(outcome.intent(), outcome.error(), origin.requestId(), origin.at());
    }

    static Answer replayed(Committed result, Kept kept) {
        return of(result.intent(), kept.error(), kept.requestId(), kept.at()).with("Original-Request", kept.requestId())
                .with("Idempotent-Replayed", "true");
    }

    // null leaves it to the client; a 500 would only be replayed
    private static @Nullable String shouldRetry(ApiError error) {
        return switch (error.status()) {
            case 409 -> "true";
            case 500 -> "false";
            default -> null;
        };
    }

    Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }
}
