package io.tillstream.checkout.payment.io;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.io.StripeAnswer.Refunded;
import io.tillstream.command.Pay;
import io.tillstream.command.RefundPayment;

/// One call to Stripe for one order. `key` numbers the idempotency keys of one kind of call, from 1.
sealed interface StripeCall {

    sealed interface OfPayment extends StripeCall {}

    sealed interface OfRefund extends StripeCall {}

    /// @param asked    when the lane asked for the payment
    /// @param mayExist an earlier call has an unknown result
    /// @param toCancel only to learn the id of what must be cancelled
    record Create(Pay pay, Instant asked, int key, boolean mayExist, boolean toCancel) implements OfPayment {}

    /// @param pay with a payment method
    record Confirm(Pay pay, String intent, int key) implements OfPayment {}

    record Cancel(String intent, int key) implements OfPayment {}

    /// @param otherwise what to call if the PaymentIntent has not moved on
    record Look(String intent, OfPayment otherwise) implements OfPayment {}

    /// Retrieves only to tell.
    record Show(String intent) implements OfPayment {}

    /// Looks for the PaymentIntent of an order whose id got lost, to cancel it.
    ///
    /// @param pay    is created if there is none, to be cancelled; null if nothing may be created
    /// @param asked  the PaymentIntent is not older than this
    /// @param reason code to refuse the payment with if there is none and nothing may be created
    /// @param page   null is the first
    /// @param best   of the pages before; null if they had none
    record Find(@Nullable Pay pay, Instant asked, String reason, @Nullable String page,
            StripeAnswer.@Nullable Intent best)
            implements
                OfPayment {}

    /// Looks for the refund that is asked for.
    ///
    /// @param key  for the call that makes it, if there is none
    /// @param page null is the first
    /// @param best of the pages before; null if they had none
    record FindRefund(RefundPayment asked, int key, @Nullable String page, @Nullable Refunded best)
            implements
                OfRefund {}

    record Refund(RefundPayment asked, int key) implements OfRefund {}
}
