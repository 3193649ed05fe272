package io.tillstream.checkout.payment.io;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentResult;

/// Keeps what was published.
final class Recorded implements ResultPublisher {

    private final List<PaymentResult> results = new CopyOnWriteArrayList<>();

    @Override
    public void publish(PaymentResult result, @Nullable String traceparent) {
        results.add(result);
    }

    /// Simple class names of the bodies, in order.
    List<String> kinds() {
        return results.stream().map(result -> result.getBody().getClass().getSimpleName()).toList();
    }

    /// Of all orders.
    List<PaymentResult> all() {
        return List.copyOf(results);
    }

    String createdIntent() {
        return results.stream().map(PaymentResult::getBody).filter(PaymentCreated.class::isInstance)
                .map(PaymentCreated.class::cast).findFirst().orElseThrow().getPaymentIntentId();
    }

    <B> B last(Class<B> body) {
        return body.cast(results.getLast().getBody());
    }
}
