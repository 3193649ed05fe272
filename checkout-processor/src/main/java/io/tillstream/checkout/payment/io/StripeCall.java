package io.tillstream.checkout.payment.io;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.Pay;

/// One call to Stripe for one order. `key` numbers the idempotency keys of one kind of call, from 1.
sealed interface StripeCall {

    /// @param asked    when the lane asked for the payment
    /// @param mayExist an earlier call has an unknown result
    record Create(Pay pay, Instant asked, int key, boolean mayExist) implements StripeCall {}

    record Confirm(Pay pay, String intent, int key) implements StripeCall {}

    record Cancel(String intent, int key) implements StripeCall {}

    /// @param otherwise what to call if the PaymentIntent has not moved on
    record Look(String intent, StripeCall otherwise) implements StripeCall {}

    /// Looks for the PaymentIntent of an order whose id got lost.
    ///
    /// @param reason code to refuse the payment with if there is none
    /// @param page   null is the first
    /// @param best   of the pages before; null if they had none
    record Find(Pay pay, Instant asked, String reason, @Nullable String page, StripeAnswer.@Nullable Intent best)
            implements
                StripeCall {}
}
