package io.tillstream.checkout.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.reconciliation.Difference.Kind;

/// Stripe's books against the orders.
public final class Reconciliation {

    private Reconciliation() {}

    /// @param booked of some stretch of time, of any orders
    /// @param orders all that these name, and that there are
    public static List<Difference> differences(Collection<Booked> booked, Collection<OrderBook> orders) {
        var byId = new HashMap<UUID, OrderBook>();
        orders.forEach(order -> byId.put(order.orderId(), order));
        var all = new ArrayList<Difference>();
        for (var intent : booked) {
            if (intent.orderId() != null) {
                var order = byId.get(intent.orderId());
                all.addAll(order == null ? unknown(intent) : differences(intent, order));
            }
        }
        return all;
    }

    /// @param orders that count as paid, and were placed in the stretch of time that is booked
    public static List<Difference> unpaid(Collection<Booked> booked, Collection<OrderBook> orders) {
        var known = booked.stream().map(Booked::intentId).collect(Collectors.toSet());
        return orders.stream().filter(OrderBook::paid)
                .filter(order -> order.intentId() == null || !known.contains(order.intentId()))
                .map(order -> Difference.of(Kind.CONFIRMED_NOT_PAID, order.orderId(),
                        "the order is %s and Stripe has no %s".formatted(order.status(),
                                order.intentId() == null ? "PaymentIntent of it" : order.intentId())))
                .toList();
    }

    private static List<Difference> unknown(Booked intent) {
        return intent.state() == Booked.State.SUCCEEDED
                ? List.of(Difference.of(Kind.UNKNOWN_ORDER, intent.intentId(),
                        "%d %s were taken for order %s, which this shop has not".formatted(intent.received(),
                                intent.currency(), intent.orderId())))
                : List.of();
    }

    private static List<Difference> differences(Booked intent, OrderBook order) {
        var own = intent.intentId().equals(order.intentId());
        return switch (intent.state()) {
            case SUCCEEDED -> own || order.intentId() == null ? paid(intent, order) : stray(intent, order);
            case CANCELED -> own && order.status().open()
                    ? List.of(healed(Kind.CANCELED_NOT_CLOSED, order, intent,
                            new PaymentNews.Canceled(intent.intentId())))
                    : unpaid(intent, order, own);
            case OPEN -> unpaid(intent, order, own);
        };
    }

    private static List<Difference> unpaid(Booked intent, OrderBook order, boolean own) {
        return own && order.paid()
                ? List.of(Difference.of(Kind.CONFIRMED_NOT_PAID, order.orderId(),
                        "the order is %s and %s is %s".formatted(order.status(), intent.intentId(), intent.state())))
                : List.of();
    }

    private static List<Difference> paid(Booked intent, OrderBook order) {
        if (!order.paid() && !order.refunds(intent.intentId())) {
            return List.of(healed(Kind.PAID_NOT_CONFIRMED, order, intent, succeeded(intent)));
        }
        var all = new ArrayList<Difference>();
        if (order.paid() && (intent.received() != order.total() || !intent.currency().equals(order.currency()))) {
            all.add(Difference.of(Kind.AMOUNT_DIFFERS, order.orderId(), "%d %s were taken for a total of %d %s"
                    .formatted(intent.received(), intent.currency(), order.total(), order.currency())));
        }
        all.addAll(refunds(intent, order));
        return all;
    }

    private static List<Difference> stray(Booked intent, OrderBook order) {
        return order.refunds(intent.intentId())
                ? refunds(intent, order)
                : List.of(healed(Kind.CHARGED_TWICE, order, intent, succeeded(intent)));
    }

    private static List<Difference> refunds(Booked intent, OrderBook order) {
        return intent.refunded() == order.refunded(intent.intentId())
                ? List.of()
                : List.of(Difference.of(Kind.REFUND_DIFFERS, order.orderId(),
                        "of %s Stripe has given back %d, the order %d"
                                .formatted(intent.intentId(), intent.refunded(), order.refunded(intent.intentId()))));
    }

    private static PaymentNews.Said succeeded(Booked intent) {
        return new PaymentNews.Succeeded(intent.intentId(), intent.received(), intent.currency());
    }

    private static Difference healed(Kind kind, OrderBook order, Booked intent, PaymentNews.Said said) {
        return new Difference(kind, order.orderId().toString(),
                "the order is %s and %s is %s".formatted(order.status(), intent.intentId(), intent.state()),
                new PaymentNews(order.orderId(), order.cartId(), said));
    }
}
