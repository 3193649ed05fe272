package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// One attempt to take the money of a PaymentIntent, whole and at once.
///
/// @param created seconds since the epoch
/// @param decline null when the money was taken
/// @param authenticated whether the buyer proved who he is
record Charge(String id, String account, String intent, long created, Terms terms, PaymentMethod method,
        @Nullable Decline decline, boolean authenticated) {

    boolean succeeded() {
        return decline == null;
    }
}
