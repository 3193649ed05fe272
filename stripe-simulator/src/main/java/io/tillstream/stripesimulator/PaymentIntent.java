package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// A PaymentIntent at one moment.
///
/// @param number rises with every object, so it orders what was created in the same second
/// @param account whose API key created it
/// @param created seconds since the epoch
record PaymentIntent(String id, String clientSecret, long number, String account, long created, Terms terms,
        Progress progress) {

    /// What has happened so far.
    ///
    /// @param paymentMethod null when one is required
    /// @param latestCharge null before the first attempt to charge
    /// @param lastError why the last attempt failed; null when none failed since
    /// @param returnUrl where the buyer comes back to after authentication; null when none was given
    /// @param cancellation null unless canceled
    record Progress(Status status, @Nullable PaymentMethod paymentMethod, @Nullable String latestCharge,
            @Nullable ApiError lastError, @Nullable String returnUrl, @Nullable Cancellation cancellation) {}

    /// @param at seconds since the epoch
    /// @param reason null when the caller gave none
    record Cancellation(long at, @Nullable String reason) {}

    Status status() {
        return progress.status();
    }

    long amountReceived() {
        return status() == Status.SUCCEEDED ? terms.amount() : 0;
    }

    PaymentIntent with(Progress next) {
        return new PaymentIntent(id, clientSecret, number, account, created, terms, next);
    }

    PaymentIntent with(Terms next) {
        return new PaymentIntent(id, clientSecret, number, account, created, next, progress);
    }
}
