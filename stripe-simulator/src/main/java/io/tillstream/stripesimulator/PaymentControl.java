package io.tillstream.stripesimulator;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Control.Action;
import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;

/// The ledger, and what buyers and banks do.
record PaymentControl(Store store, Transitions transitions) {

    private enum Result {
        SUCCESS, FAILURE
    }

    private record Wanted(Result outcome) {}

    Map<String, Action> actions() {
        return Map.of("GET /health", (_, _) -> Control.reply(Map.of("status", "ok")), "GET /ledger",
                (_, _) -> ledger(),
                "POST /payment_intents/{id}/authenticate",
                (request, id) -> answer("payment_intent", id, transitions.authenticate(id, success(request))),
                "POST /payment_intents/{id}/settle",
                (request, id) -> answer("payment_intent", id, transitions.settle(id, success(request))),
                "POST /refunds/{id}/settle",
                (request, id) -> answer("refund", id, transitions.settleRefund(id, success(request))));
    }

    // row by row, for there may be many
    private Response ledger() {
        var held = store.ledger().all();
        Iterable<LedgerRow> rows = () -> held.stream().map(LedgerRow::of).iterator();
        return Control.stream(Map.of("payment_intents", rows));
    }

    private static boolean success(Request request) {
        var wanted = Control.JSON.readValue(request.body(), Wanted.class).outcome();
        if (wanted == null) {
            throw new IllegalArgumentException("outcome is missing: success or failure");
        }
        return wanted == Result.SUCCESS;
    }

    private static Response answer(String kind, String id, @Nullable Outcome outcome) {
        if (outcome == null) {
            return Control.error(404, "no such %s: %s".formatted(kind, id));
        }
        if (!outcome.changed() && outcome.error() != null) {
            return Control.error(409, outcome.error().message());
        }
        var change = outcome.change();
        if (change.refund() != null) {
            return Control.reply(RefundJson.of(change.refund()));
        }
        return change.intent() == null
                ? Control.error(404, "no such %s: %s".formatted(kind, id))
                : Control.reply(IntentJson.of(change.intent()));
    }
}
