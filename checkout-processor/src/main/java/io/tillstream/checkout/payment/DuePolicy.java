package io.tillstream.checkout.payment;

import java.time.Instant;
import java.util.List;

import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.order.Order;

/// Decides what time brings for an order: the end of its hold, another look at Stripe, another try.
public final class DuePolicy {

    private DuePolicy() {}

    /// @param now of the whole batch; an order that is not due yet, or no more, changes nothing
    public static Decision decide(Order order, Instant now) {
        var due = order.dueAt();
        if (due == null || now.isBefore(due)) {
            return new Decision(null, order, List.of()); // written anew, so that its row says so too
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
        if (intent != null) {
            return new Decision(null, looked, List.of(new Event.LookDue(looked, intent)));
        }
        return order.waitsLong(now)
                ? new Decision(null, looked, List.of(new Event.PaymentDue(looked))) // under the same key, so there is one
                : new Decision(null, looked, List.of());
    }
}
