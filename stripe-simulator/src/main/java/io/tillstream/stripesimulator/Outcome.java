package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// What executing a request comes to; nothing has happened yet.
///
/// @param intent as it is afterwards; null when there is none to speak of
/// @param changed whether `intent` is new or other than before
/// @param charge the attempt to take money; null when none was made
/// @param error null when it went well
record Outcome(@Nullable PaymentIntent intent, boolean changed, @Nullable Charge charge, @Nullable ApiError error) {

    static Outcome done(PaymentIntent intent) {
        return new Outcome(intent, true, null, null);
    }

    /// @param error null when the money was taken
    static Outcome charged(PaymentIntent intent, Charge charge, @Nullable ApiError error) {
        return new Outcome(intent, true, charge, error);
    }

    static Outcome failed(ApiError error) {
        return new Outcome(null, false, null, error);
    }

    static Outcome refused(PaymentIntent unchanged, ApiError error) {
        return new Outcome(unchanged, false, null, error);
    }
}
