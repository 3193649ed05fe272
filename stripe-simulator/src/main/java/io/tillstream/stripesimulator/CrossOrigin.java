package io.tillstream.stripesimulator;

import java.util.Map;

/// What lets the storefront's pages call from a browser, as they call Stripe.
final class CrossOrigin {

    static final Map<String, String> ANSWER = Map.of("Access-Control-Allow-Origin", "*",
            "Access-Control-Expose-Headers", "Request-Id, Stripe-Version, Idempotent-Replayed, Stripe-Should-Retry");

    static final Map<String, String> PREFLIGHT = Map.of("Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Methods", "GET, POST, DELETE", "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, Stripe-Version", "Access-Control-Max-Age", "300");

    private CrossOrigin() {}
}
