package io.tillstream.checkout.payment.io;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.PaymentResult;

/// Puts a result into Kafka.
@FunctionalInterface
interface ResultPublisher {

    /// Returns once all replicas in sync have the result.
    ///
    /// @param traceparent of the request; null if it had none
    /// @throws RuntimeException if that is not known: publishing again is right
    void publish(PaymentResult result, @Nullable String traceparent) throws InterruptedException;
}
