package io.tillstream.checkout.payment.io;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What the worker does next for one request.
sealed interface PaymentStep {

    /// Calls at once.
    record Call(StripeCall call) implements PaymentStep {}

    /// Calls after a pause that grows.
    record Again(StripeCall call) implements PaymentStep {}

    /// Publishes, waits until the broker has it, and only then calls.
    ///
    /// @param body of a PaymentResult
    /// @param then null ends the request
    record Publish(SpecificRecord body, @Nullable StripeCall then) implements PaymentStep {}

    /// Ends the request without a result: what was asked cannot be done, and people have to look.
    record Abandon(String why) implements PaymentStep {}
}
