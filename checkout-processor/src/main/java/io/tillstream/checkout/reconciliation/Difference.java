package io.tillstream.checkout.reconciliation;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.PaymentNews;

/// Something that two books tell differently.
///
/// @param subject order, PaymentIntent, variant, code or event that it is about
/// @param detail  both sides, for a person
/// @param healing what the order's lane has to be told again, or null: a person has to look
public record Difference(Kind kind, String subject, String detail, @Nullable PaymentNews healing) {

    /// Its lower case is the name of the metric's label and in the log.
    ///
    /// - PAID_NOT_CONFIRMED: Stripe has the money, and the order has not heard of it
    /// - CANCELED_NOT_CLOSED: Stripe has canceled, and the order still waits
    /// - CONFIRMED_NOT_PAID: the order counts as paid, and Stripe has no money for it
    /// - CHARGED_TWICE: a second PaymentIntent of the order has taken money, and it was not given back
    /// - AMOUNT_DIFFERS: Stripe has taken another amount than the order's
    /// - REFUND_DIFFERS: Stripe has given back another amount than the order knows of
    /// - UNKNOWN_ORDER: money for an order that this shop has not
    /// - STOCK_DIFFERS: a variant's movements do not add up to its stock
    /// - HOLD_DIFFERS: an order holds more or less stock than its lines say
    /// - USES_DIFFER: a code's uses are not those of the orders
    /// - ORDER_OVERDUE: somebody should have looked at the order long ago
    /// - EVENT_WAITING: a webhook waits for an order that does not come
    public enum Kind {
        PAID_NOT_CONFIRMED, CANCELED_NOT_CLOSED, CONFIRMED_NOT_PAID, CHARGED_TWICE, AMOUNT_DIFFERS, REFUND_DIFFERS, UNKNOWN_ORDER, STOCK_DIFFERS, HOLD_DIFFERS, USES_DIFFER, ORDER_OVERDUE, EVENT_WAITING
    }

    static Difference of(Kind kind, Object subject, String detail) {
        return new Difference(kind, subject.toString(), detail, null);
    }
}
