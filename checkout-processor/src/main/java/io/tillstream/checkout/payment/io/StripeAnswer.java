package io.tillstream.checkout.payment.io;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What one call to Stripe taught us.
sealed interface StripeAnswer {

    /// How far a PaymentIntent is. OPEN: it can be confirmed. PROCESSING: also every state that we never ask for. SUCCEEDED and CANCELED
    /// are final.
    enum State {
        OPEN, REQUIRES_ACTION, PROCESSING, SUCCEEDED, CANCELED
    }

    /// A PaymentIntent, as it was when this answer was first given: a replayed answer is old.
    ///
    /// @param received     minor units
    /// @param currency     ISO 4217, upper case
    /// @param clientSecret lets its holder pay; never printed
    /// @param lastRefusal  why the last confirm failed; null if none did
    record Intent(String id, State state, long received, String currency, @Nullable String clientSecret,
            @Nullable Refused lastRefusal) implements StripeAnswer {

        @Override
        public String toString() {
            return "Intent[%s %s]".formatted(id, state);
        }
    }

    /// One page of a search.
    ///
    /// @param ofTheOrder those whose metadata name the order, newest first; often none
    /// @param next       where the next page begins; null if this is the last
    record Page(List<Intent> ofTheOrder, @Nullable String next) implements StripeAnswer {}

    /// A definite no: nothing has happened, and asking again gives the same. A declined card is one.
    ///
    /// @param code    `decline_code`, else `code`, else `type` of Stripe's error
    /// @param message of Stripe
    record Refused(String code, String message) implements StripeAnswer {}

    /// The PaymentIntent is not in a state that allows the call.
    record UnexpectedState() implements StripeAnswer {}

    /// Stripe keeps a server error under this idempotency key and will repeat it. Whether the call took effect is not known.
    record KeySpent() implements StripeAnswer {}

    /// The idempotency key belongs to a call with other parameters, so an earlier release made it. What became of that is not known.
    record KeyMisused() implements StripeAnswer {}

    /// The API key is wrong or lacks a permission: nothing has happened.
    ///
    /// @param status 401 or 403
    record NotAllowed(int status) implements StripeAnswer {}

    /// Too many requests: nothing has happened.
    record TooMany() implements StripeAnswer {}

    /// Whether the call took effect is not known.
    ///
    /// @param why for the log; holds nothing of the answer's body
    record Unknown(String why) implements StripeAnswer {}
}
