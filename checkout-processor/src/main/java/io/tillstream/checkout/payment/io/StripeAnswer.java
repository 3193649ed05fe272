package io.tillstream.checkout.payment.io;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// What one call to Stripe taught us.
sealed interface StripeAnswer {

    /// How far a PaymentIntent is. OPEN: it can be confirmed. PROCESSING: also every state that we never ask for. SUCCEEDED and CANCELED
    /// are final.
    enum State {
        OPEN, REQUIRES_ACTION, PROCESSING, SUCCEEDED, CANCELED
    }

    /// @param amount   minor units
    /// @param currency ISO 4217, upper case
    record Received(long amount, String currency) {}

    /// What the storefront needs to go on with a PaymentIntent.
    ///
    /// @param clientSecret lets its holder pay; never printed
    /// @param actionUrl    page of the bank; null if there is none
    record Storefront(@Nullable String clientSecret, @Nullable String actionUrl) {

        @Override
        public String toString() {
            return "Storefront[...]";
        }
    }

    /// A PaymentIntent, as it was when this answer was first given.
    ///
    /// @param lastRefusal why the last confirm failed; null if none did
    /// @param replayed    Stripe gave this answer to an earlier call under the same key, so it may be old
    record Intent(String id, State state, Received received, Storefront storefront, @Nullable Refused lastRefusal,
            boolean replayed) implements StripeAnswer {

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

    /// A refund, as far as Stripe is with it.
    ///
    /// @param status  Stripe's word
    /// @param reason  why it failed; null if it did not
    /// @param attempt as in its metadata; 0 if they name none
    record Refunded(String id, String status, @Nullable String reason, int attempt) implements StripeAnswer {

        private static final Set<String> NO_MONEY_CAME = Set.of("failed", "canceled");

        boolean failed() {
            return NO_MONEY_CAME.contains(status);
        }
    }

    /// One page of a PaymentIntent's refunds.
    ///
    /// @param ofTheRequest those whose metadata name the refund, newest first; often none
    /// @param next         where the next page begins; null if this is the last
    record RefundPage(List<Refunded> ofTheRequest, @Nullable String next) implements StripeAnswer {}

    /// A definite no: nothing has happened, and asking again gives the same. A declined card is one.
    ///
    /// @param code      `decline_code`, else `code`, else `type` of Stripe's error; not always for buyers, see [Declines]
    /// @param message   of Stripe
    /// @param ofTheCard the card's bank said so, and the message is written for the buyer
    record Refused(String code, String message, boolean ofTheCard) implements StripeAnswer {}

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
    /// @param why    for the log; holds nothing of the answer's body
    /// @param unwell it tells that Stripe or the way to it is unwell, and not only of this call
    record Unknown(String why, boolean unwell) implements StripeAnswer {}
}
