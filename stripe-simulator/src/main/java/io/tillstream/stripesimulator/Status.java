package io.tillstream.stripesimulator;

import java.util.Locale;

/// Where a PaymentIntent stands, in Stripe's words.
enum Status {
    REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION, PROCESSING, REQUIRES_CAPTURE, SUCCEEDED, CANCELED;

    private final String json = name().toLowerCase(Locale.ROOT);

    String json() {
        return json;
    }

    boolean terminal() {
        return this == SUCCEEDED || this == CANCELED;
    }

    boolean confirmable() {
        return switch (this) {
            case REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION -> true;
            case PROCESSING, REQUIRES_CAPTURE, SUCCEEDED, CANCELED -> false;
        };
    }
}
