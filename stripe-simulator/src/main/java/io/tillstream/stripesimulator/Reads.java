package io.tillstream.stripesimulator;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.stripesimulator.Ledger.Held;
import io.tillstream.stripesimulator.Operation.Read;

/// The requests for one object.
final class Reads {

    private final Store store;
    private final Lists lists;

    Reads(Store store) {
        this.store = store;
        lists = new Lists(store);
    }

    ObjectNode answer(Call call, Read operation) {
        return switch (operation) {
            case RETRIEVE -> intent(call);
            case RETRIEVE_CHARGE -> charge(call);
            case RETRIEVE_REFUND -> refund(call);
            case RETRIEVE_EVENT -> event(call);
            case RETRIEVE_WEBHOOK_ENDPOINT -> endpoint(call);
            case LIST -> lists.intents(call);
            case LIST_CHARGES -> lists.charges(call);
            case LIST_REFUNDS -> lists.refunds(call);
            case LIST_EVENTS -> lists.events(call);
            case LIST_WEBHOOK_ENDPOINTS -> lists.endpoints(call);
        };
    }

    private ObjectNode intent(Call call) {
        var params = Params.of(call.parameters()).allowing(Set.of("client_secret", "expand", "key"), Set.of());
        var held = held(call, "payment_intent", "intent", store.ledger().find(call.account(), call.route().id()));
        ClientSecret.check(held.intent(), call.caller(), params.text("client_secret"));
        return Answer.shown(held.intent(), call.caller());
    }

    private ObjectNode charge(Call call) {
        var charge = owner(call, "charge").charge(call.route().id());
        return ChargeJson.of(required(call, "charge", charge));
    }

    private ObjectNode refund(Call call) {
        var refund = owner(call, "refund").refund(call.route().id());
        return RefundJson.of(required(call, "refund", refund));
    }

    private ObjectNode event(Call call) {
        withoutParameters(call);
        var event = required(call, "event", store.events().find(call.route().id()));
        if (!event.account().equals(call.account())) {
            throw missing(call, "event", "id");
        }
        return EventJson.of(event, store.undelivered().of(event, store.endpoints().all()), null);
    }

    private ObjectNode endpoint(Call call) {
        withoutParameters(call);
        var endpoint = required(call, "webhook endpoint", store.endpoints().find(call.route().id()));
        if (!call.account().equals(endpoint.account())) {
            throw missing(call, "webhook endpoint", "id");
        }
        return EndpointJson.of(endpoint);
    }

    private Held owner(Call call, String kind) {
        withoutParameters(call);
        return held(call, kind, "id", store.ledger().owner(call.account(), call.route().id()));
    }

    private static Held held(Call call, String kind, String param, @Nullable Held held) {
        if (held == null) {
            throw missing(call, kind, param);
        }
        return held;
    }

    private static <T> T required(Call call, String kind, @Nullable T found) {
        if (found == null) {
            throw missing(call, kind, "id");
        }
        return found;
    }

    private static void withoutParameters(Call call) {
        Params.of(call.parameters()).allowing(Set.of("expand"), Set.of());
    }

    private static Refused missing(Call call, String kind, String param) {
        return new Refused(ApiError.noSuch(404, kind, call.route().id(), param));
    }
}
