package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Call.Caller;

/// What proves to Stripe that a buyer may touch a PaymentIntent.
final class ClientSecret {

    private ClientSecret() {}

    /// @param given null when the caller gave none, as the merchant need not
    /// @throws Refused when it is missing or another's
    static void check(PaymentIntent intent, Caller caller, @Nullable String given) {
        if (given == null && caller.buyer()) {
            throw new Refused(ApiError.missing("client_secret"));
        }
        if (given != null && !given.equals(intent.clientSecret())) {
            throw new Refused(ApiError.invalid(400, "payment_intent_invalid_parameter",
                    "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
                    "client_secret"));
        }
    }
}
