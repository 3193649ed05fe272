package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// A PaymentIntent at one moment.
///
/// @param number rises with every object, so it orders what was created in the same second
/// @param account whose API key created it
/// @param created seconds since the epoch
record PaymentIntent(String id, String clientSecret, long number, String account, long created, Terms terms,
        Progress progress) implements Subject {

    /// What has happened so far.
    ///
    /// @param paymentMethod null when one is required
    /// @param latestCharge null before the first attempt to charge
    /// @param lastError why the last attempt failed; null when none failed since
    /// @param action what the buyer must do; it is kept afterwards for its return address. Null when never asked
    /// @param received in the currency's minor unit
    /// @param cancellation null unless canceled
    record Progress(Status status, @Nullable PaymentMethod paymentMethod, @Nullable String latestCharge,
            @Nullable ApiError lastError, @Nullable Action action, long received,
            @Nullable Cancellation cancellation) {

        static final Progress NEW = new Progress(Status.REQUIRES_PAYMENT_METHOD, null, null, null, null, 0, null);

        Progress as(Status next) {
            return new Progress(next, paymentMethod, latestCharge, lastError, action, received, cancellation);
        }

        Progress paying(PaymentMethod method, @Nullable Action where) {
            return new Progress(status, method, latestCharge, null, where, received, null);
        }

        Progress charging(String charge) {
            return new Progress(status, paymentMethod, charge, null, action, received, null);
        }

        Progress failing(ApiError error) {
            return new Progress(Status.REQUIRES_PAYMENT_METHOD, null, latestCharge, error, action, received, null);
        }

        Progress succeeding(long money) {
            return new Progress(Status.SUCCEEDED, paymentMethod, latestCharge, null, action, money, null);
        }

        Progress canceled(Cancellation end) {
            return new Progress(Status.CANCELED, paymentMethod, latestCharge, lastError, action, received, end);
        }
    }

    /// @param returnUrl where the buyer comes back to after authentication; null when none was given
    /// @param url where the buyer authenticates
    record Action(@Nullable String returnUrl, String url) {}

    /// @param at seconds since the epoch
    /// @param reason null when the caller gave none
    record Cancellation(long at, @Nullable String reason) {}

    Status status() {
        return progress.status();
    }

    long capturable() {
        return status() == Status.REQUIRES_CAPTURE ? terms.amount() : 0;
    }

    /// Before its first confirmation.
    PaymentIntent atFirst() {
        return with(Progress.NEW);
    }

    /// The same, holding what never changes as it is held already.
    ///
    /// @param known the same PaymentIntent at any time
    PaymentIntent sharing(PaymentIntent known) {
        return new PaymentIntent(known.id, known.clientSecret, number, known.account, created,
                terms.equals(known.terms) ? known.terms : terms, progress);
    }

    PaymentIntent with(Progress next) {
        return new PaymentIntent(id, clientSecret, number, account, created, terms, next);
    }

    PaymentIntent with(Terms next) {
        return new PaymentIntent(id, clientSecret, number, account, created, next, progress);
    }
}
