package io.tillstream.api.checkout;

import static io.tillstream.api.problem.ProblemCode.ACCEPTED_TOTAL_OUT_OF_RANGE;
import static io.tillstream.api.problem.ProblemCode.PAYMENT_METHOD_INVALID;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.Checkout;

/// @param paymentMethod payment method id of Stripe; null: the storefront confirms the payment with Stripe
/// @param acceptedTotal minor units; what the buyer agreed to after prices rose, null: nothing of the kind
public record CheckoutRequest(@Nullable String paymentMethod, @Nullable Long acceptedTotal) {

    /// @throws ProblemException if something is out of its bounds
    public Checkout command() {
        if (paymentMethod != null && !paymentMethod.matches("[\\x21-\\x7E]{1,255}")) {
            throw new ProblemException(PAYMENT_METHOD_INVALID,
                    "'payment_method' takes an id of Stripe, 1 to 255 visible ASCII characters");
        }
        if (acceptedTotal != null && acceptedTotal < 0) {
            throw new ProblemException(ACCEPTED_TOTAL_OUT_OF_RANGE, "'accepted_total' takes minor units, at least 0");
        }
        return new Checkout(paymentMethod, acceptedTotal);
    }
}
