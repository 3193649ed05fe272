package io.tillstream.checkout.payment;

import java.time.Instant;
import java.util.List;

import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.order.Order;

/// Decides what time brings for an order: the end of its hold, another look at Stripe, another try.
public final class DuePolicy {

    private DuePolicy() {}

    /// @param now of the whole batch; an order that is not due yet, or no more, stays as it is
    public static Decision decide(Order order, Instant now) {
        var due = order.dueAt();
        if (due == null || now.isBefore(due)) {
            return Decision.nothing();
        }
        if (!order.status().open()) {
            return RefundPolicy.again(order, now);
        }
        if (order.closing()) {
            var asked = order.askingAgain(now);
            return new Decision(null, asked, List.of(new Event.CancelDue(asked)));
        }
        var reason = order.overdue(now);
        return reason == null ? look(order, now) : close(order, reason, now);
    }

    private static Decision close(Order order, String reason, Instant now) {
        return close(order.closing(reason, order.payment().cancelling(), now));
    }

    /// @param closing that has begun to
    public static Decision close(Order closing) {
        return Decision.changed(closing, "order_closing").and(new Event.CancelDue(closing));
    }

    private static Decision look(Order order, Instant now) {
        var looked = order.looking(now);
        var intent = order.payment().intentId();
        var decision = new Decision(null, looked, List.of());
        return intent == null ? decision : decision.and(new Event.LookDue(looked, intent));
    }
}
