package io.tillstream.checkout.shop.io;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentPolicy;
import io.tillstream.checkout.payment.RefundPolicy;
import io.tillstream.checkout.shop.Shop.Happened;

/// What a person has to look at, said in the log.
final class PaymentAlarms {

    private static final Logger log = LoggerFactory.getLogger(PaymentAlarms.class);

    private PaymentAlarms() {}

    static void raise(List<Happened> happened) {
        for (var each : happened) {
            if (each.event() instanceof Event.OrderChanged(Order order, String type)) {
                raise(order, type);
            }
        }
    }

    private static void raise(Order order, String type) {
        if (type.equals("order_payment_failed") && PaymentPolicy.AMOUNT_MISMATCH.equals(order.reason())) {
            log.error("ALARM order {}: Stripe took another amount than the order's; the money is given back",
                    order.id());
        } else if (type.equals("refund_requested")
                && RefundPolicy.STRAY.equals(order.payment().refunds().getLast().reason())) {
            log.error("ALARM order {}: {} has paid it too, or after its end; the money is given back", order.id(),
                    order.payment().refunds().getLast().intentId());
        } else if (type.equals("refund_failed")) {
            log.error("ALARM order {}: Stripe has not made a refund; it is asked again at {}", order.id(),
                    order.timing().lookAt());
        }
    }
}
