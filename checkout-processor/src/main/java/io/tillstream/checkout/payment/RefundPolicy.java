package io.tillstream.checkout.payment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.RefundOrder;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.payment.PaymentNews.RefundRefused;
import io.tillstream.checkout.payment.PaymentNews.RefundTold;
import io.tillstream.checkout.payment.PaymentNews.Succeeded;

/// Decides when money goes back, and what Stripe's word on it means. A refund is asked for until it has succeeded; its id keeps it from being made twice.
public final class RefundPolicy {

    /// Money that no order of ours has asked for.
    public static final String STRAY = "stray_payment";

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(10);

    private RefundPolicy() {}

    /// The shop gives back what the buyer has paid, or a part of it.
    ///
    /// @param order null: there is none of that id
    public static Decision decide(CartCommand command, RefundOrder ask, @Nullable Order order, Instant now) {
        if (order == null || !order.cartId().equals(command.cartId())) {
            return Decision.refused(Outcome.refused("order_not_found", "this cart has no such order"));
        }
        var intent = order.payment().intentId();
        if (intent == null || order.payment().status() != Payment.Status.SUCCEEDED
                || (order.status() != Order.Status.CONFIRMED && order.status() != Order.Status.REFUNDED)) {
            return Decision.refused(Outcome.refused("order_not_paid",
                    "the order is %s: there is no money to give back".formatted(order.status()),
                    Map.of("status", order.status().name())));
        }
        long left = order.totals().total() - order.payment().refundsAsked();
        long amount = ask.amount() == null ? left : ask.amount();
        if (amount < 1 || amount > left) {
            return Decision.refused(Outcome.refused("refund_exceeds_paid",
                    "of what was paid, %d %s in minor units can be given back".formatted(left, order.currency()),
                    Map.of("refundable", left)));
        }
        var lines = returned(order, ask.restock());
        return lines == null
                ? Decision.refused(Outcome.refused("restock_exceeds_ordered",
                        "more is to be sold again than the order has, or than has not come back yet"))
                : requested(order, Refund.requested(id("refund " + command.commandId()), intent, amount, ask.reason(),
                        ask.restock()), lines, now);
    }

    private static Decision requested(Order order, Refund refund, List<OrderLine> returned, Instant now) {
        var asked = asking(order, refund, now);
        return new Decision(Outcome.accepted(Map.of("refund_id", refund.id().toString(), "amount", refund.amount())),
                null, asked.orders(), StockMovement.perVariant(refund.id(), StockMovement.Kind.RETURNED, returned,
                        OrderLine::sku, OrderLine::quantity),
                asked.events(), List.of());
    }

    /// @return null: more than there is
    private static @Nullable List<OrderLine> returned(Order order, Map<String, Integer> restock) {
        var lines = new ArrayList<OrderLine>();
        for (var entry : restock.entrySet()) {
            var line = order.lines().stream().filter(each -> each.id().equals(entry.getKey())).findFirst().orElse(null);
            int before = order.payment().refunds().stream()
                    .mapToInt(refund -> refund.restock().getOrDefault(entry.getKey(), 0)).sum();
            if (line == null || entry.getValue() < 1 || entry.getValue() > line.quantity() - before) {
                return null;
            }
            lines.add(line.of(entry.getValue()));
        }
        return lines;
    }

    /// Money has come that its order does not want.
    ///
    /// @param closed that order, as the decision has left it
    static Decision unwanted(Decision closed, Succeeded paid, Instant now) {
        var order = closed.orders().getFirst();
        var asked = asking(order, stray(order, paid, String.valueOf(order.reason())), now);
        return new Decision(null, closed.cart(), asked.orders(), closed.movements(), closed.events(), closed.uses())
                .and(asked.events().toArray(Event[]::new));
    }

    /// Money has come by another PaymentIntent than the order's, or after the order was closed.
    static Decision stray(Order order, Succeeded paid, Instant now) {
        var refund = stray(order, paid, STRAY);
        return order.payment().refund(refund.id()) == null ? asking(order, refund, now) : Decision.nothing();
    }

    private static Refund stray(Order order, Succeeded paid, String reason) {
        return Refund.requested(id("stray " + order.id() + " " + paid.intentId()), paid.intentId(), paid.amount(),
                reason, Map.of());
    }

    private static UUID id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }

    private static Decision asking(Order order, Refund refund, Instant now) {
        var after = order.refunding(order.payment().with(refund), now);
        return Decision.changed(after, "refund_requested").and(new Event.RefundDue(after, refund));
    }

    /// Time has passed, and Stripe has not given all back.
    static Decision again(Order order, Instant now) {
        var decision = Decision.nothing();
        var last = order;
        for (var refund : order.payment().refunds().stream().filter(Refund::open).toList()) {
            var asked = refund.again();
            if (asked.equals(refund)) {
                last = last.askedAgain(FIRST_WAIT, now);
                decision = decision.and(new Event.RefundDue(last, refund));
            } else {
                last = last.refunding(last.payment().with(asked), now);
                decision = decision.and(new Event.OrderChanged(last, "refund_requested"),
                        new Event.RefundDue(last, asked));
            }
        }
        return new Decision(null, last, decision.events());
    }

    static Decision told(Order order, RefundTold told, Instant now) {
        var refund = order.payment().refund(told.refundId());
        if (refund == null || isOld(refund, told)) {
            return Decision.nothing();
        }
        return switch (told.status()) {
            case FAILED -> failed(order, refund.told(Refund.Status.FAILED, told.stripeId()), now);
            case SUCCEEDED -> succeeded(order, refund.told(Refund.Status.SUCCEEDED, told.stripeId()));
            case REQUESTED, PENDING -> Decision.changed(
                    order.with(order.payment().with(refund.told(Refund.Status.PENDING, told.stripeId()))),
                    "refund_pending");
        };
    }

    /// Only a failure comes after a success, and only of the same refund at Stripe.
    private static boolean isOld(Refund refund, RefundTold told) {
        boolean same = told.stripeId().equals(refund.stripeId());
        return refund.failed().contains(told.stripeId()) || switch (refund.status()) {
            case REQUESTED -> false;
            case PENDING -> same && told.status() == Refund.Status.PENDING;
            case SUCCEEDED -> !same || told.status() != Refund.Status.FAILED;
            case FAILED -> same;
        };
    }

    static Decision refused(Order order, RefundRefused refused, Instant now) {
        var refund = order.payment().refund(refused.refundId());
        return refund == null || refund.status() == Refund.Status.SUCCEEDED || refund.status() == Refund.Status.FAILED
                ? Decision.nothing()
                : failed(order, refund.told(Refund.Status.FAILED, refund.stripeId()), now);
    }

    /// It stays open, and is asked for again after a while that doubles.
    private static Decision failed(Order order, Refund refund, Instant now) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(refund.attempt() - 1, 10));
        return Decision.changed(order.with(order.payment().with(refund))
                .askedAgain(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT, now), "refund_failed");
    }

    private static Decision succeeded(Order order, Refund refund) {
        var payment = order.payment().with(refund);
        return order.status() == Order.Status.CONFIRMED && payment.refunded() == order.totals().total()
                ? Decision.changed(order.refunded(payment), "order_refunded")
                : Decision.changed(order.with(payment), "refund_succeeded");
    }
}
