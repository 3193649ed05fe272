package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// An error as Stripe words it, without what depends on the request (its id, the PaymentIntent).
///
/// @param status of HTTP
/// @param type `invalid_request_error`, `card_error`, `idempotency_error` or `api_error`
/// @param decision of the card; null unless a card was refused
record ApiError(int status, String type, @Nullable String code, String message, @Nullable String param,
        @Nullable CardRefusal decision) {

    /// @param charge the failed charge; null when it did not come that far
    /// @param declineCode null when authentication failed
    record CardRefusal(@Nullable String charge, @Nullable String declineCode, PaymentMethod method) {}

    static final String INVALID_REQUEST = "invalid_request_error";

    static ApiError invalid(int status, @Nullable String code, String message, @Nullable String param) {
        return new ApiError(status, INVALID_REQUEST, code, message, param, null);
    }

    static ApiError badParameter(String code, String message, String param) {
        return invalid(400, code, message, param);
    }

    static ApiError missing(String param) {
        return badParameter("parameter_missing", "Missing required param: %s.".formatted(param), param);
    }

    static ApiError noSuch(int status, String kind, String id, String param) {
        return invalid(status, "resource_missing", "No such %s: '%s'".formatted(kind, id), param);
    }

    static ApiError unexpectedState(String message) {
        return invalid(400, "payment_intent_unexpected_state", message, null);
    }

    /// For what Stripe can and this simulator cannot: said aloud rather than answered wrongly.
    static ApiError unsupported(String what, @Nullable String param) {
        return invalid(400, "simulator_unsupported", "The simulator does not support %s.".formatted(what), param);
    }

    static ApiError declined(Decline decline, String charge, PaymentMethod method) {
        return new ApiError(402, "card_error", decline.code(), decline.message(), null,
                new CardRefusal(charge, decline.declineCode(), method));
    }

    static ApiError secretKeyRequired() {
        return invalid(401, "secret_key_required",
                "This API call cannot be made with a publishable API key. Please use "
                        + "a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
                null);
    }

    static ApiError internal() {
        return new ApiError(500, "api_error", null, "An unknown error occurred", null, null);
    }

    static ApiError rateLimited() {
        return invalid(429, "rate_limit", "Request rate limit exceeded. Learn more about rate limits here "
                + "https://docs.stripe.com/rate-limits.", null);
    }

    static ApiError keyInUse(String key) {
        return invalid(409, "idempotency_key_in_use",
                "There is currently another in-progress request using this Idempotent Key (that probably means you "
                        + "submitted twice, and the other request is still going through): %s. Please try again later."
                                .formatted(key),
                null);
    }

    static ApiError keyReused(String message, String key) {
        return new ApiError(400, "idempotency_error", null,
                "%s Try using a key other than '%s' if you meant to execute a different request.".formatted(message,
                        key),
                null, null);
    }
}
