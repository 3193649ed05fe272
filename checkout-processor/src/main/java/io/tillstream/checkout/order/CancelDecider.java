package io.tillstream.checkout.order;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand.CancelOrder;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.payment.DuePolicy;

/// Decides whether a buyer may give up an order. What is on its way to be paid may be paid all the same; then the money goes back.
public final class CancelDecider {

    private CancelDecider() {}

    public static Decision decide(CancelOrder cancel, Cart cart, Facts facts) {
        var order = cart.orderId() == null ? null : facts.orders().find(cart.orderId());
        if (order == null || !order.commandId().equals(cancel.checkoutId()) || !order.status().open()) {
            return Decision
                    .refused(Outcome.refused("order_not_open", "this checkout has no order that waits for money"));
        }
        return Order.CANCELLED.equals(order.reason())
                ? Decision.answered(Outcome.accepted())
                : DuePolicy.close(order.closing(Order.CANCELLED, order.payment().cancelling(), facts.now()))
                        .answering(Outcome.accepted());
    }
}
