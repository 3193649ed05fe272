package io.tillstream.checkout.payment;

import java.util.ArrayList;
import java.util.List;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.payment.PaymentNews.Canceled;
import io.tillstream.checkout.payment.PaymentNews.Created;
import io.tillstream.checkout.payment.PaymentNews.Declined;
import io.tillstream.checkout.payment.PaymentNews.Processing;
import io.tillstream.checkout.payment.PaymentNews.Refused;
import io.tillstream.checkout.payment.PaymentNews.RequiresAction;
import io.tillstream.checkout.payment.PaymentNews.Succeeded;

/// Decides what news of a payment mean. Only what is final at Stripe moves anything: money taken confirms, a canceled PaymentIntent or a refused
/// create gives stock and cart back. The rest is shown, or asks Stripe to cancel. So duplicates and order of the news do no harm.
public final class PaymentPolicy {

    public static final String AMOUNT_MISMATCH = "amount_mismatch";

    private PaymentPolicy() {}

    /// @param cart the order's
    public static Decision decide(PaymentNews news, Order order, Cart cart) {
        if (!order.status().open()) {
            return Decision.nothing();
        }
        var payment = order.payment();
        var known = payment.intentId();
        return switch (news.said()) {
            // another PaymentIntent than the order's says nothing about the order's, so that one is asked for
            case Canceled canceled when known != null && !known.equals(canceled.intentId()) -> askAgain(order, known);
            case Refused _ when known != null -> askAgain(order, known);
            case Created created -> created(order, created);
            case RequiresAction action -> payment.status() == Payment.Status.REQUIRES_ACTION
                    ? Decision.nothing()
                    : stillOpen(order.awaitingBuyer(payment.awaitingBuyer(action.intentId(), action.clientSecret())),
                            "payment_requires_action");
            case Processing processing -> payment.status() == Payment.Status.PROCESSING
                    ? Decision.nothing()
                    : stillOpen(order.with(payment.at(Payment.Status.PROCESSING, processing.intentId())),
                            "payment_processing");
            case Declined declined -> declined(order, declined);
            case Succeeded succeeded -> succeeded(order, succeeded);
            case Canceled canceled ->
                closed(order.paymentFailed(order.reason() == null ? "payment_canceled" : order.reason(),
                        payment.at(Payment.Status.CANCELED, canceled.intentId())), cart);
            case Refused refused -> closed(order.paymentFailed(refused.code(),
                    payment.declined(Payment.Status.REFUSED, null, refused.code(), refused.message())), cart);
        };
    }

    private static Decision askAgain(Order order, String intentId) {
        return new Decision(null, null, null, List.of(), List.of(new Event.CancelDue(order, intentId)));
    }

    private static Decision created(Order order, Created created) {
        if (order.payment().intentId() != null) {
            return Decision.nothing(); // an orphan of a repeated create is never confirmed, so it charges nothing
        }
        return stillOpen(order.with(order.payment().at(Payment.Status.CREATED, created.intentId())), "payment_created");
    }

    /// The server confirmed, so nobody is there to try another card: the PaymentIntent is canceled, and what is held comes back after that.
    private static Decision declined(Order order, Declined declined) {
        if (order.status() == Order.Status.CLOSING) {
            return askAgain(order, declined.intentId());
        }
        return stillOpen(order.closing(declined.code(),
                order.payment().declined(Payment.Status.CANCELLING, declined.intentId(), declined.code(),
                        declined.message())),
                "order_closing");
    }

    private static Decision succeeded(Order order, Succeeded succeeded) {
        var payment = order.payment().at(Payment.Status.SUCCEEDED, succeeded.intentId());
        if (succeeded.amount() == order.totals().total() && succeeded.currency().equals(order.currency())) {
            return changed(order.confirmed(payment), "order_confirmed");
        }
        if (AMOUNT_MISMATCH.equals(order.reason())) {
            return Decision.nothing();
        }
        return changed(order.closing(AMOUNT_MISMATCH, payment), "order_closing"); // held until somebody has given the money back
    }

    /// No money will come: everything that the checkout took is given back.
    private static Decision closed(Order order, Cart cart) {
        var reopened = cart.status() == Cart.Status.CHECKED_OUT && order.id().equals(cart.orderId())
                ? cart.reopened()
                : null;
        var events = new ArrayList<Event>();
        events.add(new Event.OrderChanged(order, "order_payment_failed"));
        if (reopened != null) {
            events.add(new Event.CartChanged(reopened, "cart_reopened"));
        }
        return new Decision(null, reopened, order,
                StockMovement.perVariant(order.id(), StockMovement.Kind.RELEASED, order.lines(),
                        OrderLine::sku, OrderLine::quantity),
                List.copyOf(events),
                order.discountCode() == null
                        ? null
                        : new DiscountUse.GivenBack(order.id(), order.discountCode()));
    }

    /// Stripe does not have the last word yet: a closing order asks again.
    private static Decision stillOpen(Order order, String type) {
        var intentId = order.payment().intentId();
        return order.status() != Order.Status.CLOSING || intentId == null
                ? changed(order, type)
                : new Decision(null, null, order, List.of(),
                        List.of(new Event.OrderChanged(order, type), new Event.CancelDue(order, intentId)));
    }

    private static Decision changed(Order order, String type) {
        return new Decision(null, null, order, List.of(), List.of(new Event.OrderChanged(order, type)));
    }
}
