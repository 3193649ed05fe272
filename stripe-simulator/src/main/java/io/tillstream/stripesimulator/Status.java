package io.tillstream.stripesimulator;

import java.util.Locale;

/// Where a PaymentIntent stands, in Stripe's words.
enum Status {
    REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION, SUCCEEDED, CANCELED;

    private final String json = name().toLowerCase(Locale.ROOT);

    String json() {
        return json;
    }

    boolean terminal() {
        return this == SUCCEEDED || this == CANCELED;
    }
}
