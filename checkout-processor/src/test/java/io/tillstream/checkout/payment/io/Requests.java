package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.CancelPayment;
import io.tillstream.command.LookAtPayment;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.RefundPayment;

/// What lanes ask for.
final class Requests {

    static final String VISA = "pm_card_visa";
    private static final Standing IN_ORDER = standing(() -> false, () -> false);

    private Requests() {}

    static Pay pay(@Nullable String method, Instant deadline) {
        return new Pay(4_200L, "EUR", method, deadline.truncatedTo(ChronoUnit.MILLIS));
    }

    static PaymentWorker.Request payment(@Nullable String method, Instant now, Duration holds) {
        return request(UUID.randomUUID().toString(), UUID.randomUUID().toString(), pay(method, now.plus(holds)), now);
    }

    static PaymentWorker.Request cancelOf(PaymentWorker.Request payment, @Nullable String intent) {
        return request(payment.body().getOrderId(), payment.body().getCartId(),
                new CancelPayment(intent, payment.asked().truncatedTo(ChronoUnit.MILLIS)),
                payment.asked());
    }

    static PaymentWorker.Request lookAt(PaymentWorker.Request payment, String intent) {
        return request(payment.body().getOrderId(), payment.body().getCartId(), new LookAtPayment(intent),
                payment.asked());
    }

    static PaymentWorker.Request refundOf(PaymentWorker.Request payment, RefundPayment refund) {
        return request(payment.body().getOrderId(), payment.body().getCartId(), refund, payment.asked());
    }

    static PaymentWorker.Request request(String order, String cart, Object body, Instant asked) {
        return new PaymentWorker.Request(new PaymentRequest(order, cart, body), asked, null, IN_ORDER);
    }

    /// The order is given up when that is true.
    static PaymentWorker.Request givenUp(PaymentWorker.Request request, BooleanSupplier givenUp) {
        return new PaymentWorker.Request(request.body(), request.asked(), null, standing(givenUp, () -> false));
    }

    static PaymentWorker.Request lost(PaymentWorker.Request request, BooleanSupplier lost) {
        return new PaymentWorker.Request(request.body(), request.asked(), null, standing(() -> false, lost));
    }

    private static Standing standing(BooleanSupplier givenUp, BooleanSupplier lost) {
        return new Standing() {
            @Override
            public boolean givenUp() {
                return givenUp.getAsBoolean();
            }

            @Override
            public boolean lost() {
                return lost.getAsBoolean();
            }
        };
    }
}
