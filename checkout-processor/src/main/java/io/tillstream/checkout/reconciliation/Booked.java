package io.tillstream.checkout.reconciliation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// A PaymentIntent in Stripe's books.
///
/// @param orderId  of its metadata, or null: it is none of this shop's
/// @param received minor units
/// @param currency ISO 4217, upper case
/// @param refunded minor units of refunds that have succeeded
public record Booked(String intentId, @Nullable UUID orderId, State state, long received, String currency,
        long refunded) {

    public enum State {
        OPEN, SUCCEEDED, CANCELED
    }
}
