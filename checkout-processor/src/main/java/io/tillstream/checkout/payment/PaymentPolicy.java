package io.tillstream.checkout.payment;

import java.time.Instant;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentNews.Canceled;
import io.tillstream.checkout.payment.PaymentNews.Created;
import io.tillstream.checkout.payment.PaymentNews.Declined;
import io.tillstream.checkout.payment.PaymentNews.Processing;
import io.tillstream.checkout.payment.PaymentNews.RefundRefused;
import io.tillstream.checkout.payment.PaymentNews.RefundTold;
import io.tillstream.checkout.payment.PaymentNews.Refused;
import io.tillstream.checkout.payment.PaymentNews.RequiresAction;
import io.tillstream.checkout.payment.PaymentNews.Succeeded;

/// Decides what news of a payment mean. Only what is final at Stripe moves anything: money taken confirms, a canceled PaymentIntent or a refused
/// create gives stock and cart back. The rest is shown, moves the hold's clock, or asks Stripe to cancel. So duplicates and order of the news do no harm.
public final class PaymentPolicy {

    public static final String AMOUNT_MISMATCH = "amount_mismatch";

    private PaymentPolicy() {}

    /// @param cart the order's
    /// @param now  of the whole batch
    public static Decision decide(PaymentNews news, Order order, Cart cart, Instant now) {
        return switch (news.said()) {
            case Succeeded succeeded -> succeeded(order, succeeded, cart, now);
            case RefundTold told -> RefundPolicy.told(order, told, now);
            case RefundRefused refused -> RefundPolicy.refused(order, refused, now);
            case Created _,RequiresAction _,Processing _,Declined _,Canceled _,Refused _ -> order.status().open()
                    ? unpaid(news.said(), order, cart, now)
                    : Decision.nothing();
        };
    }

    private static Decision unpaid(PaymentNews.Said said, Order order, Cart cart, Instant now) {
        var known = order.payment().intentId();
        return switch (said) {
            // another PaymentIntent than the order's says nothing about the order's, so that one is asked for
            case Canceled(String id) when known != null && !known.equals(id) -> askAgain(order);
            case Refused _ when known != null -> askAgain(order);
            case Created(String id, _) when isOther(order, id) -> Decision.nothing(); // an orphan is never confirmed
            case RequiresAction(String id, _, _) when isOther(order, id) -> Decision.nothing();
            case Processing(String id) when isOther(order, id) -> Decision.nothing();
            case Declined(String id, _, _) when isOther(order, id) -> Decision.nothing();
            case Created created -> created(order, created, now);
            case RequiresAction action -> requiresAction(order, action, now);
            case Processing processing -> processing(order, processing, now);
            case Declined declined -> declined(order, declined, now);
            case Canceled(String id) -> Closing.close(order,
                    order.reason() == null ? "payment_canceled" : order.reason(),
                    order.payment().at(Payment.Status.CANCELED, id), cart);
            case Refused(String code, String message) -> Closing.close(order,
                    order.reason() == null ? code : order.reason(),
                    order.payment().declined(Payment.Status.REFUSED, null, code, message), cart);
            case Succeeded _,RefundTold _,RefundRefused _ -> throw new IllegalArgumentException("decided before");
        };
    }

    private static boolean isOther(Order order, String intentId) {
        var known = order.payment().intentId();
        return known != null && !known.equals(intentId);
    }

    private static Decision created(Order order, Created created, Instant now) {
        var known = order.payment().intentId() != null;
        if (known && (order.payment().clientSecret() != null || created.clientSecret() == null)) {
            return order.closing() ? askAgain(order) : Decision.nothing();
        }
        var payment = order.payment().created(created.intentId(), created.clientSecret());
        var after = order.with(known ? payment.at(order.payment().status(), created.intentId()) : payment);
        return stillOpen(order.payment().storefrontConfirms() ? buyersTurn(after, now) : after, "payment_created");
    }

    private static Decision requiresAction(Order order, RequiresAction action, Instant now) {
        var known = order.payment();
        var payment = known.awaitingBuyer(action.intentId(),
                action.clientSecret() == null ? known.clientSecret() : action.clientSecret(),
                action.actionUrl() == null ? known.actionUrl() : action.actionUrl());
        return payment.equals(known)
                ? Decision.nothing()
                : stillOpen(buyersTurn(order.awaitingBuyer(payment), now), "payment_requires_action");
    }

    private static Decision processing(Order order, Processing processing, Instant now) {
        if (order.payment().status() == Payment.Status.PROCESSING) {
            return Decision.nothing();
        }
        var after = order.awaitingPayment(order.payment().at(Payment.Status.PROCESSING, processing.intentId()));
        return stillOpen(after.with(after.timing().notBuyersTurn(now)), "payment_processing");
    }

    /// Where the storefront confirms, another card may work, and the hold runs on. Where the server did, nobody is there to try one: the PaymentIntent is
    /// canceled, and what is held comes back after that.
    private static Decision declined(Order order, Declined declined, Instant now) {
        if (order.closing()) {
            return order.payment().intentId() == null
                    ? stillOpen(order.with(order.payment().at(Payment.Status.CANCELLING, declined.intentId())),
                            "payment_created")
                    : askAgain(order);
        }
        if (!order.payment().storefrontConfirms()) {
            var payment = order.payment().declined(Payment.Status.CANCELLING, declined.intentId(), declined.code(),
                    declined.message());
            return stillOpen(order.closing(declined.code(), payment, now), "order_closing");
        }
        if (order.payment().status() == Payment.Status.PROCESSING) {
            return askAgain(order); // the decline may be of a card before that
        }
        var payment = order.payment().declined(Payment.Status.CREATED, declined.intentId(), declined.code(),
                declined.message());
        return payment.equals(order.payment())
                ? Decision.nothing()
                : stillOpen(buyersTurn(order.awaitingPayment(payment), now), "payment_declined");
    }

    private static Order buyersTurn(Order order, Instant now) {
        return order.closing() ? order : order.with(order.timing().buyersTurn(now));
    }

    /// Money is there. If the order wants it no more, or another PaymentIntent has paid it, it goes back.
    private static Decision succeeded(Order order, Succeeded paid, Cart cart, Instant now) {
        if (isOther(order, paid.intentId())
                || (!order.status().open() && order.payment().status() != Payment.Status.SUCCEEDED)) {
            return RefundPolicy.stray(order, paid, now);
        }
        if (!order.status().open()) {
            return Decision.nothing();
        }
        var payment = order.payment().at(Payment.Status.SUCCEEDED, paid.intentId());
        if (paid.amount() != order.totals().total() || !paid.currency().equals(order.currency())) {
            return RefundPolicy.unwanted(Closing.close(order, AMOUNT_MISMATCH, payment, cart), paid, now);
        }
        if (order.unwanted()) {
            return RefundPolicy.unwanted(Closing.refunded(order, payment, cart), paid, now);
        }
        var confirmed = order.confirmed(payment);
        return Decision.changed(confirmed, "order_confirmed").and(new Event.FulfilmentDue(confirmed, cart));
    }

    /// Stripe does not have the last word yet: a closing order asks again.
    private static Decision stillOpen(Order order, String type) {
        var changed = Decision.changed(order, type);
        return order.closing() ? changed.and(new Event.CancelDue(order)) : changed;
    }

    private static Decision askAgain(Order order) {
        var known = order.payment().intentId();
        if (order.closing()) {
            return Decision.nothing().and(new Event.CancelDue(order));
        }
        return known == null ? Decision.nothing() : Decision.nothing().and(new Event.LookDue(order, known));
    }
}
