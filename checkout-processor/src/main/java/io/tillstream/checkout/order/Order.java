package io.tillstream.checkout.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.pricing.Totals;

/// @param commandId of the checkout
/// @param reason    stable code, why it closes or failed; else null
/// @param version   of the last event
/// @param currency  ISO 4217
/// @param discountCode that it uses until it is closed, or null
/// @param shippingMethod that it was priced with, or null
public record Order(
        UUID id,
        UUID cartId,
        UUID commandId,
        Status status,
        @Nullable String reason,
        long version,
        @Nullable String userId,
        @Nullable String email,
        String currency,
        Totals totals,
        List<OrderLine> lines,
        Payment payment,
        @Nullable String discountCode,
        @Nullable String shippingMethod,
        Timing timing) {

    /// The buyer's own time is over.
    public static final String HOLD_EXPIRED = "hold_expired";
    /// Nobody has heard of money for too long.
    public static final String NOT_PAID = "not_paid";
    public static final String CANCELLED = "cancelled_by_buyer";
    /// A later checkout of the cart has taken over what it held.
    public static final String SUPERSEDED = "superseded";

    /// CLOSING asks Stripe to cancel; stock is held until Stripe has said that no money will come.
    public enum Status {
        PENDING_PAYMENT, REQUIRES_ACTION, CLOSING, CONFIRMED, PAYMENT_FAILED, EXPIRED, CANCELLED, REFUNDED;

        /// Whether the payment may still move it.
        public boolean open() {
            return switch (this) {
                case PENDING_PAYMENT, REQUIRES_ACTION, CLOSING -> true;
                case CONFIRMED, PAYMENT_FAILED, EXPIRED, CANCELLED, REFUNDED -> false;
            };
        }
    }

    /// That a person can read out.
    public String number() {
        return OrderNumber.of(id);
    }

    /// Units of a variant over all lines.
    public int quantityOf(String sku) {
        return lines.stream().filter(line -> line.sku().equals(sku)).mapToInt(OrderLine::quantity).sum();
    }

    public boolean closing() {
        return status == Status.CLOSING;
    }

    /// Whether it has what its checkout took: stock, and the use of its code.
    public boolean holds() {
        return status.open() && !SUPERSEDED.equals(reason);
    }

    /// Nobody wants it any more: money that comes all the same goes back.
    public boolean unwanted() {
        return closing() && (CANCELLED.equals(reason) || SUPERSEDED.equals(reason));
    }

    /// When somebody has to look at it; null: no more.
    public @Nullable Instant dueAt() {
        if (!status.open()) {
            return payment.refunding() ? timing.lookAt() : null;
        }
        var due = timing.lookAt();
        var holdEndsAt = timing.holdEndsAt();
        if (!closing() && holdEndsAt != null && holdEndsAt.isBefore(due)) {
            due = holdEndsAt;
        }
        return !closing() && payment.status() != Payment.Status.PROCESSING && timing.longest().isBefore(due)
                ? timing.longest()
                : due;
    }

    public Order with(Payment payment) {
        return next(status, reason, payment);
    }

    /// Nobody is told, so its version stays.
    public Order with(Timing timing) {
        return new Order(id, cartId, commandId, status, reason, version, userId, email, currency, totals, lines,
                payment, discountCode, shippingMethod, timing);
    }

    public Order awaitingBuyer(Payment payment) {
        return next(closing() ? Status.CLOSING : Status.REQUIRES_ACTION, reason, payment);
    }

    public Order awaitingPayment(Payment payment) {
        return next(closing() ? Status.CLOSING : Status.PENDING_PAYMENT, reason, payment);
    }

    /// Stripe is asked to cancel at once, and again some time later.
    public Order closing(String reason, Payment payment, Instant now) {
        return next(Status.CLOSING, reason, payment).with(timing.notBuyersTurn(now).lookIn(Timing.ASK, now));
    }

    /// What it held belongs to another order of the cart now.
    public Order superseded() {
        return next(Status.CLOSING, SUPERSEDED, payment);
    }

    public Order confirmed(Payment payment) {
        return next(Status.CONFIRMED, null, payment);
    }

    /// No money came. What that is called depends on why it closes.
    public Order closed(String reason, Payment payment) {
        return next(switch (reason) {
            case HOLD_EXPIRED, NOT_PAID -> Status.EXPIRED;
            case CANCELLED -> Status.CANCELLED;
            default -> Status.PAYMENT_FAILED;
        }, reason, payment);
    }

    /// All of the money is on its way back or there.
    public Order refunded(Payment payment) {
        return next(Status.REFUNDED, reason, payment);
    }

    /// Stripe is asked for a refund now, and again some time later.
    public Order refunding(Payment payment, Instant now) {
        return next(status, reason, payment).with(timing.lookIn(Timing.ASK, now));
    }

    public Order askedAgain(Duration in, Instant now) {
        return with(timing.lookIn(in, now));
    }

    public Order askingAgain(Instant now) {
        return askedAgain(timing.askIn(now), now);
    }

    public Order looking(Instant now) {
        return askedAgain(payment.intentId() == null ? timing.longer(now) : Timing.LOOK, now);
    }

    /// What was asked for it may be lost.
    public boolean waitsLong(Instant now) {
        return timing.isLong(now);
    }

    /// Why an open order has to close now, as a stable code; null: it has not to.
    public @Nullable String overdue(Instant now) {
        if (timing.holdIsOver(now)) {
            return HOLD_EXPIRED;
        }
        return payment.status() != Payment.Status.PROCESSING && !now.isBefore(timing.longest()) ? NOT_PAID : null;
    }

    private Order next(Status next, @Nullable String reason, Payment payment) {
        if (!status.open() && next != status && !(status == Status.CONFIRMED && next == Status.REFUNDED)) {
            throw new IllegalStateException("order %s is %s and cannot become %s".formatted(id, status, next));
        }
        return new Order(id, cartId, commandId, next, reason, version + 1, userId, email, currency, totals, lines,
                payment, discountCode, shippingMethod, timing);
    }
}
