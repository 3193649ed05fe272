package io.tillstream.quickstart.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.payment.Refund;

/// An order as plain text.
final class OrderText {

    private OrderText() {}

    static String of(ShownOrder order) {
        var text = new ArrayList<String>();
        text.add(row("Order", order.number()));
        text.add(row("Id", order.id()));
        text.add(row("Placed", order.placedAt()));
        text.add(row("Status", order.reason() == null
                ? order.status()
                : "%s, because of %s".formatted(order.status(), order.reason())));
        text.add(row("Total", Money.text(order.total(), order.currency())));
        text.add(row("Refunded", Money.text(order.payment().refunded(), order.currency())));
        text.addAll(payment(order));
        text.add("Lines");
        order.lines().forEach(line -> text.add(line(order, line)));
        if (!order.payment().refunds().isEmpty()) {
            text.add("Refunds");
            order.payment().refunds().forEach(refund -> text.add(refund(order, refund)));
        }
        return String.join("\n", text);
    }

    private static List<String> payment(ShownOrder order) {
        Payment payment = order.payment();
        var text = new ArrayList<String>();
        text.add(row("Payment", payment.status() + ", "
                + (payment.intentId() == null ? "no PaymentIntent is known" : payment.intentId())));
        text.add(row("Confirmed", payment.storefrontConfirms()
                ? "by the storefront"
                : "by the server, with " + payment.method()));
        if (payment.declineCode() != null) {
            text.add(row("Declined", "%s: %s".formatted(payment.declineCode(), payment.declineMessage())));
        }
        if (order.holdEndsAt() != null) {
            text.add(row("Pays until", order.holdEndsAt()));
        }
        return text;
    }

    private static String line(ShownOrder order, OrderLine line) {
        int returned = order.returned(line);
        return "  %s  %d x %s at %d%s  %s%s".formatted(line.id(), line.quantity(), line.sku(), line.unitPrice(),
                line.discount() == 0 ? "" : ", less " + line.discount(), line.title(),
                returned == 0 ? "" : "  (%d sold again)".formatted(returned));
    }

    private static String refund(ShownOrder order, Refund refund) {
        var intent = refund.intentId().equals(order.payment().intentId()) ? "" : " of " + refund.intentId();
        return "  %s  %s  %s%s%s  %s".formatted(refund.id(), Money.text(refund.amount(), order.currency()),
                refund.status().name().toLowerCase(Locale.ROOT),
                refund.stripeId() == null ? "" : ", " + refund.stripeId(), intent, refund.reason());
    }

    private static String row(String name, Object value) {
        return "%-10s %s".formatted(name, value);
    }
}
