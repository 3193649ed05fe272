package io.tillstream.stripesimulator;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Operation.Read;
import io.tillstream.stripesimulator.Operation.Write;

/// Where a request goes.
///
/// @param id of the object in the path; empty when the path names none
record Route(Operation operation, String id) {

    private record Entry(Operation operation, Pattern request) {

        Entry(Operation operation, String request) {
            this(operation, Pattern.compile(request.replace("{id}", "([^/]+)")));
        }
    }

    private static final List<Entry> TABLE = List.of(new Entry(Write.CREATE, "POST /v1/payment_intents"),
            new Entry(Write.CONFIRM, "POST /v1/payment_intents/{id}/confirm"),
            new Entry(Write.CAPTURE, "POST /v1/payment_intents/{id}/capture"),
            new Entry(Write.CANCEL, "POST /v1/payment_intents/{id}/cancel"),
            new Entry(Read.RETRIEVE, "GET /v1/payment_intents/{id}"), new Entry(Read.LIST, "GET /v1/payment_intents"),
            new Entry(Read.RETRIEVE_CHARGE, "GET /v1/charges/{id}"), new Entry(Read.LIST_CHARGES, "GET /v1/charges"),
            new Entry(Write.CREATE_REFUND, "POST /v1/refunds"),
            new Entry(Read.RETRIEVE_REFUND, "GET /v1/refunds/{id}"), new Entry(Read.LIST_REFUNDS, "GET /v1/refunds"),
            new Entry(Read.RETRIEVE_EVENT, "GET /v1/events/{id}"), new Entry(Read.LIST_EVENTS, "GET /v1/events"),
            new Entry(Write.CREATE_WEBHOOK_ENDPOINT, "POST /v1/webhook_endpoints"),
            new Entry(Write.DELETE_WEBHOOK_ENDPOINT, "DELETE /v1/webhook_endpoints/{id}"),
            new Entry(Read.RETRIEVE_WEBHOOK_ENDPOINT, "GET /v1/webhook_endpoints/{id}"),
            new Entry(Read.LIST_WEBHOOK_ENDPOINTS, "GET /v1/webhook_endpoints"));

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
