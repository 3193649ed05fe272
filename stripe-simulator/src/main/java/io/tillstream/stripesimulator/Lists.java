package io.tillstream.stripesimulator;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.tillstream.stripesimulator.Ledger.Held;
import io.tillstream.stripesimulator.Timeline.Page;
import io.tillstream.stripesimulator.Timeline.Position;

/// The requests for pages of objects, newest first.
final class Lists {

    private static final long EVENTS_KEPT_SECONDS = Duration.ofDays(30).toSeconds();

    // there are never so many charges of one PaymentIntent
    private static final long NUMBERS_PER_INTENT = 1000;

    private final Store store;

    Lists(Store store) {
        this.store = store;
    }

    ObjectNode intents(Call call) {
        var params = Params.of(call.parameters());
        var request = ListRequest.parse(params, Set.of("customer"), Set.of("customer_account"));
        var customer = params.text("customer");
        var page = store.ledger().page(call.account(), request,
                intent -> customer == null || customer.equals(intent.terms().details().get("customer")));
        return list(call, page, held -> IntentJson.of(held.intent()));
    }

    ObjectNode charges(Call call) {
        var params = Params.of(call.parameters());
        var request = ListRequest.parse(params, Set.of("payment_intent"), Set.of("customer", "transfer_group"));
        var charges = new Timeline<Charge>("charge");
        for (var held : helds(call, params.text("payment_intent"))) {
            for (int i = 0; i < held.charges().size(); i++) {
                var charge = held.charges().get(i);
                charges.put(charge.id(),
                        new Position(charge.created(), held.intent().number() * NUMBERS_PER_INTENT + i), charge);
            }
        }
        return list(call, charges.page(request, charge -> true), ChargeJson::of);
    }

    ObjectNode refunds(Call call) {
        var params = Params.of(call.parameters());
        var request = ListRequest.parse(params, Set.of("charge", "payment_intent"), Set.of());
        var charge = params.text("charge");
        var refunds = new Timeline<Refund>("refund");
        for (var held : charge == null ? helds(call, params.text("payment_intent")) : owner(call, charge)) {
            for (var refund : held.refunds()) {
                refunds.put(refund.id(), new Position(refund.created(), refund.number()), refund);
            }
        }
        return list(call, refunds.page(request, refund -> charge == null || charge.equals(refund.of().charge())),
                RefundJson::of);
    }

    ObjectNode events(Call call) {
        var params = Params.of(call.parameters());
        var request = ListRequest.parse(params, Set.of("delivery_success", "type", "types"), Set.of());
        var endpoints = store.endpoints().all();
        var filter = ofType(params.text("type"), params.strings("types").values())
                .and(event -> event.account().equals(call.account()));
        if (params.has("delivery_success")) {
            boolean delivered = params.flag("delivery_success");
            filter = filter.and(event -> store.undelivered().of(event, endpoints) == 0 == delivered);
        }
        var kept = request.since(call.origin().at() / 1000 - EVENTS_KEPT_SECONDS);
        return list(call, store.events().page(kept, filter),
                event -> EventJson.of(event, store.undelivered().of(event, endpoints), null));
    }

    ObjectNode endpoints(Call call) {
        var request = ListRequest.parse(Params.of(call.parameters()), Set.of(), Set.of());
        return list(call, store.endpoints().page(request, endpoint -> call.account().equals(endpoint.account())),
                EndpointJson::of);
    }

    // a type may end in a star
    private static Predicate<Event> ofType(@Nullable String type, Collection<String> types) {
        return event -> (type == null || matches(type, event.type()))
                && (types.isEmpty() || types.stream().anyMatch(one -> matches(one, event.type())));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    private List<Held> helds(Call call, @Nullable String intent) {
        if (intent != null) {
            var held = store.ledger().find(call.account(), intent);
            return held == null ? List.of() : List.of(held);
        }
        return store.ledger().all().stream().filter(held -> held.intent().account().equals(call.account())).toList();
    }

    private List<Held> owner(Call call, String charge) {
        var held = store.ledger().owner(call.account(), charge);
        return held == null ? List.of() : List.of(held);
    }

    private static <T> ObjectNode list(Call call, Page<T> page, Function<T, ObjectNode> json) {
        var list = Json.MAPPER.createObjectNode().put("object", "list");
        list.putArray("data").addAll(page.items().stream().map(json).toList());
        return list.put("has_more", page.more()).put("url", call.origin().path());
    }
}
