package io.tillstream.stripesimulator;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Where a request goes.
///
/// @param id of the object in the path; empty when the path names none
record Route(Operation operation, String id) {

    private record Entry(Operation operation, Pattern request) {

        Entry(Operation operation, String request) {
            this(operation, Pattern.compile(request.replace("{id}", "([^/]+)")));
        }
    }

    private static final List<Entry> TABLE = List.of(new Entry(Operation.CREATE, "POST /v1/payment_intents"),
            new Entry(Operation.CONFIRM, "POST /v1/payment_intents/{id}/confirm"),
            new Entry(Operation.CANCEL, "POST /v1/payment_intents/{id}/cancel"),
            new Entry(Operation.RETRIEVE, "GET /v1/payment_intents/{id}"),
            new Entry(Operation.LIST, "GET /v1/payment_intents"),
            new Entry(Operation.RETRIEVE_CHARGE, "GET /v1/charges/{id}"),
            new Entry(Operation.LIST_CHARGES, "GET /v1/charges"));

    /// Null when Stripe (or this part of it) has no such URL.
    static @Nullable Route find(String method, String path) {
        for (var entry : TABLE) {
            var match = entry.request.matcher(method + " " + path);
            if (match.matches()) {
                return new Route(entry.operation, match.groupCount() == 0 ? "" : match.group(1));
            }
        }
        return null;
    }
}
