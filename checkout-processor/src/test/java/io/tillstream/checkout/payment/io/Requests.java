package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import io.tillstream.command.CancelPayment;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentRequest;

/// What lanes ask for.
final class Requests {

    static final String VISA = "pm_card_visa";

    private Requests() {}

    static Pay pay(String method, Instant deadline) {
        return new Pay(4_200L, "EUR", method, deadline.truncatedTo(ChronoUnit.MILLIS));
    }

    static PaymentWorker.Request payment(String method, Instant now, Duration holds) {
        return request(UUID.randomUUID().toString(), UUID.randomUUID().toString(), pay(method, now.plus(holds)), now);
    }

    static PaymentWorker.Request cancelOf(PaymentWorker.Request payment, String intent) {
        return request(payment.body().getOrderId(), payment.body().getCartId(),
                new CancelPayment(intent, Instant.EPOCH),
                payment.asked());
    }

    static PaymentWorker.Request request(String order, String cart, Object body, Instant asked) {
        return new PaymentWorker.Request(new PaymentRequest(order, cart, body), asked, null);
    }
}
