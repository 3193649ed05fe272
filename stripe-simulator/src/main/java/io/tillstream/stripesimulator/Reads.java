package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.databind.node.ObjectNode;

/// The requests that change nothing.
final class Reads {

    private final Ledger ledger;

    Reads(Ledger ledger) {
        this.ledger = ledger;
    }

    ObjectNode intent(Call call) {
        Params.of(call.parameters()).allowing(Set.of("client_secret", "expand"), Set.of());
        var held = ledger.find(call.account(), call.route().id());
        if (held == null) {
            throw new Refused(ApiError.noSuch(404, "payment_intent", call.route().id(), "intent"));
        }
        return IntentJson.of(held.intent());
    }

    ObjectNode intents(Call call) {
        var request = ListRequest.parse(call.parameters());
        var found = ledger.page(call.account(), request);
        boolean more = found.size() > request.limit();
        // the superfluous one is the farthest from where the page begins
        var page = !more
                ? found
                : request.endingBefore() == null
                        ? found.subList(0, request.limit())
                        : found.subList(1, found.size());
        return list(call, page, IntentJson::of, more);
    }

    ObjectNode charge(Call call) {
        Params.of(call.parameters()).allowing(Set.of("expand"), Set.of());
        var charge = ledger.findCharge(call.account(), call.route().id());
        if (charge == null) {
            throw new Refused(ApiError.noSuch(404, "charge", call.route().id(), "id"));
        }
        return ChargeJson.of(charge);
    }

    ObjectNode charges(Call call) {
        var params = Params.of(call.parameters()).allowing(Set.of("payment_intent", "limit", "expand"),
                Set.of("created", "customer", "starting_after", "ending_before", "transfer_group"));
        var intent = params.text("payment_intent");
        if (intent == null) {
            throw new Refused(ApiError.unsupported("a list of charges without payment_intent", "payment_intent"));
        }
        int limit = ListRequest.limit(params);
        var held = ledger.find(call.account(), intent);
        var charges = held == null ? List.<Charge>of() : held.charges().reversed();
        return list(call, charges.subList(0, Math.min(limit, charges.size())), ChargeJson::of, charges.size() > limit);
    }

    private static <T> ObjectNode list(Call call, List<T> items, Function<T, ObjectNode> json, boolean more) {
        var list = Json.MAPPER.createObjectNode().put("object", "list");
        list.putArray("data").addAll(items.stream().map(json).toList());
        return list.put("has_more", more).put("url", call.origin().path());
    }
}
