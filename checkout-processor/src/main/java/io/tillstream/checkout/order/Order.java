package io.tillstream.checkout.order;

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
        @Nullable String discountCode) {

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

    public Order with(Payment payment) {
        return next(status, reason, payment);
    }

    public Order awaitingBuyer(Payment payment) {
        return next(status == Status.CLOSING ? Status.CLOSING : Status.REQUIRES_ACTION, reason, payment);
    }

    public Order closing(String reason, Payment payment) {
        return next(Status.CLOSING, reason, payment);
    }

    public Order confirmed(Payment payment) {
        return next(Status.CONFIRMED, null, payment);
    }

    public Order paymentFailed(String reason, Payment payment) {
        return next(Status.PAYMENT_FAILED, reason, payment);
    }

    private Order next(Status next, @Nullable String reason, Payment payment) {
        if (!status.open()) {
            throw new IllegalStateException("order %s is %s and cannot become %s".formatted(id, status, next));
        }
        return new Order(id, cartId, commandId, next, reason, version + 1, userId, email, currency, totals, lines,
                payment, discountCode);
    }
}
