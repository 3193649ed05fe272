package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.Refund;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop.Answer;
import io.tillstream.command.CancelPayment;
import io.tillstream.command.CommandOutcome;
import io.tillstream.command.LookAtPayment;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.RefundPayment;
import io.tillstream.event.CartContact;
import io.tillstream.event.CartEvent;
import io.tillstream.event.CartLine;
import io.tillstream.event.FulfillmentAddress;
import io.tillstream.event.FulfillmentLine;
import io.tillstream.event.FulfillmentRequest;
import io.tillstream.event.InventoryEvent;
import io.tillstream.event.OrderEvent;
import io.tillstream.event.OrderLine;
import io.tillstream.event.SavedLine;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.CloudEventHeaders;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;

/// Writes what a batch publishes as records. Public topics get CloudEvents headers; what one record caused carries its trace.
public final class Publications {

    /// Stripe is not asked to confirm later than this after the checkout.
    private static final Duration PAYMENT_DEADLINE = Duration.ofHours(12);

    private final AvroCodec codec;
    private final Instant now;

    public Publications(AvroCodec codec, Instant now) {
        this.codec = codec;
        this.now = now;
    }

    public Outgoing event(Event event, String cause, @Nullable String trace) {
        return switch (event) {
            case Event.CartChanged(Cart after, String type, Summary summary) ->
                publish(Topics.CART_EVENTS, after.id().toString(), cartEvent(after, type, summary, cause),
                        after.id() + "-" + after.version(), type, trace);
            case Event.OrderChanged(Order after, String type) ->
                publish(Topics.ORDER_EVENTS, after.id().toString(), orderEvent(after, type, cause),
                        after.id() + "-" + after.version(), type, trace);
            case Event.ContactSet(UUID cartId, String email) ->
                send(Topics.CART_CONTACTS, cartId.toString(), new CartContact(cartId.toString(), email, now),
                        trace);
            case Event.TakeOverDue(Cart guest, UUID into, String userId) -> send(Topics.CART_INTERNAL, into.toString(),
                    CartMessages.takeOver(guest, into, userId), trace);
            case Event.GiveBackDue(GiveBack back) -> send(Topics.CART_INTERNAL, back.cartId().toString(),
                    CartMessages.giveBack(back), trace);
            case Event.PaymentDue(Order order) -> ask(order, new Pay(order.totals().total(), order.currency(),
                    order.payment().method(), order.timing().placedAt().plus(PAYMENT_DEADLINE)), trace);
            case Event.CancelDue(Order order) -> ask(order,
                    new CancelPayment(order.payment().intentId(), order.timing().placedAt()), trace);
            case Event.LookDue(Order order, String intent) -> ask(order, new LookAtPayment(intent), trace);
            case Event.RefundDue(Order order, Refund refund) -> ask(order, new RefundPayment(refund.id().toString(),
                    refund.intentId(), refund.amount(), refund.attempt()), trace);
            case Event.FulfilmentDue(Order order, Cart cart) -> publish(Topics.FULFILLMENT_REQUESTS,
                    order.id().toString(), fulfilment(order, cart), order.id().toString(), "fulfillment_requested",
                    trace);
        };
    }

    private Outgoing ask(Order order, SpecificRecord body, @Nullable String trace) {
        return send(Topics.PAYMENT_REQUESTS, order.cartId().toString(),
                new PaymentRequest(order.id().toString(), order.cartId().toString(), body), trace);
    }

    private FulfillmentRequest fulfilment(Order order, Cart cart) {
        var to = cart.terms().address();
        var lines = order.lines().stream().map(line -> new FulfillmentLine(line.id(), line.sku(), line.title(),
                new HashMap<>(line.options()), line.quantity())).toList();
        var address = to == null
                ? null
                : new FulfillmentAddress(to.name(), to.lines(), to.city(), to.region(), to.postcode(), to.country());
        return new FulfillmentRequest(order.id().toString(), order.number(), now, order.cartId().toString(),
                order.currency(), order.totals().total(), lines, order.shippingMethod(), address,
                order.email(), order.userId());
    }

    /// @param change units, over the whole batch
    public Outgoing stock(Variant variant, int change) {
        return publish(Topics.INVENTORY_EVENTS, variant.sku(),
                new InventoryEvent(variant.sku(), variant.version(), now, variant.stock(), change, null, null),
                variant.sku() + "-" + variant.version(), "stock_changed", null);
    }

    /// @param movement that led to it, of a person
    public Outgoing stock(Variant variant, StockMovement movement) {
        return publish(Topics.INVENTORY_EVENTS, variant.sku(),
                new InventoryEvent(variant.sku(), variant.version(), now, variant.stock(), movement.change(),
                        movement.kind().name(), movement.reason()),
                variant.sku() + "-" + variant.version(), "stock_changed", null);
    }

    public Outgoing outcome(Answer answer, @Nullable String trace) {
        var decided = answer.decided();
        var outcome = decided.outcome();
        return send(Topics.COMMAND_OUTCOMES, decided.commandId().toString(),
                new CommandOutcome(decided.commandId().toString(), decided.bodyHash(),
                        decided.subject(), outcome.status().name().toLowerCase(Locale.ROOT), outcome.code(),
                        outcome.detail(),
                        outcome.data().isEmpty() ? null : Json.write(outcome.data()),
                        outcome.orderId() == null ? null : outcome.orderId().toString(),
                        answer.replayed(), now, outcome.reason(),
                        outcome.continuedBy() == null ? null : outcome.continuedBy().toString()),
                trace);
    }

    private CartEvent cartEvent(Cart cart, String type, @Nullable Summary summary, String cause) {
        if (summary == null) {
            throw new IllegalStateException("cart %s changed and was not added up".formatted(cart.id()));
        }
        var totals = summary.totals();
        var terms = cart.terms();
        var address = terms.address();
        var unknown = summary.unknown();
        return new CartEvent(cart.id().toString(), cart.version(), type, now, cart.status().name(), cart.currency(),
                cart.userId(), lines(cart, summary), totals.subtotal(),
                cart.orderId() == null ? null : cart.orderId().toString(), cause, totals.discount(),
                unknown == null ? totals.shipping() : null, unknown == null ? totals.tax() : null,
                totals.taxIncluded(), totals.total(), terms.discountCode(),
                summary.refusal() == null ? null : summary.refusal().told(), summary.method(),
                unknown == null ? null : unknown.code(), address == null ? null : address.country(),
                address == null ? null : address.region(), saved(cart), cart.expiresAt(),
                cart.mergedInto() == null ? null : cart.mergedInto().toString());
    }

    private static List<SavedLine> saved(Cart cart) {
        return cart.saved().stream().map(line -> new SavedLine(line.id(), line.sku(), line.title(),
                new HashMap<>(line.options()), line.quantity(), line.unitPrice())).toList();
    }

    private static List<CartLine> lines(Cart cart, Summary summary) {
        var lines = new ArrayList<CartLine>();
        for (int i = 0; i < cart.lines().size(); i++) {
            var line = cart.lines().get(i);
            lines.add(new CartLine(line.id(), line.sku(), line.title(), new HashMap<>(line.options()), line.quantity(),
                    line.unitPrice(), summary.discounts().get(i), line.price().origin().text(), line.price().endsAt()));
        }
        return lines;
    }

    private OrderEvent orderEvent(Order order, String type, String cause) {
        var lines = order.lines().stream().map(line -> new OrderLine(line.id(), line.sku(), line.title(),
                new HashMap<>(line.options()), line.quantity(), line.unitPrice(), line.discount())).toList();
        var totals = order.totals();
        return new OrderEvent(order.id().toString(), order.version(), type, now, order.status().name(),
                order.cartId().toString(), order.currency(),
                lines, totals.subtotal(), totals.discount(), totals.shipping(), totals.tax(), totals.total(),
                order.payment().intentId(),
                order.reason(), cause, totals.taxIncluded(), order.discountCode(), order.number(), order.userId(),
                order.payment().refunded());
    }

    /// @param topic a public one
    /// @param id    unique in the topic
    public <V extends SpecificRecord> Outgoing publish(Topic<V> topic, String key, V value, String id, String type,
            @Nullable String trace) {
        return record(topic, key, value, CloudEventHeaders.of(topic.name() + "-" + id, type, key, now), trace);
    }

    private <V extends SpecificRecord> Outgoing send(Topic<V> topic, String key, V value, @Nullable String trace) {
        return record(topic, key, value, new LinkedHashMap<>(), trace);
    }

    private <V extends SpecificRecord> Outgoing record(Topic<V> topic, String key, V value, Map<String, String> headers,
            @Nullable String trace) {
        if (trace != null) {
            headers.put("traceparent", trace);
        }
        return new Outgoing(topic.name(), null, key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, value),
                headers);
    }
}
