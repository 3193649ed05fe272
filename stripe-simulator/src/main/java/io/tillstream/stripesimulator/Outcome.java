package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// What executing a request comes to; nothing has happened yet.
///
/// @param change what it is about, also when nothing is to change
/// @param changed whether `change` is new or other than before
/// @param error null when it went well
record Outcome(Change change, boolean changed, @Nullable ApiError error) {

    static Outcome done(Change change) {
        return new Outcome(change, true, null);
    }

    /// @param error null when the money was taken
    static Outcome charged(PaymentIntent intent, Charge charge, @Nullable ApiError error) {
        return new Outcome(Change.of(intent, charge), true, error);
    }

    static Outcome failed(ApiError error) {
        return new Outcome(Change.NOTHING, false, error);
    }

    static Outcome refused(PaymentIntent unchanged, ApiError error) {
        return new Outcome(Change.of(unchanged), false, error);
    }

    /// The same, but the caller is told of something else.
    Outcome answering(ApiError instead) {
        return new Outcome(change, changed, instead);
    }
}
