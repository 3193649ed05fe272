package io.tillstream.stripesimulator;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Money on its way back to the buyer.
///
/// @param number rises with every object, so it orders what was created in the same second
/// @param created seconds since the epoch
record Refund(String id, long number, long created, Of of, Wish wish, Progress progress) implements Subject {

    /// @param method that the money goes back to
    record Of(String account, String intent, String charge, PaymentMethod method) {}

    /// @param amount in the currency's minor unit
    /// @param reason null when the caller gave none
    record Wish(long amount, String currency, @Nullable String reason, Map<String, String> metadata) {}

    /// @param failure Stripe's `failure_reason`; null unless failed
    /// @param dueAt seconds since the epoch, when it moves on by itself; null when never
    record Progress(State state, @Nullable String failure, @Nullable Long dueAt) {}

    enum State {
        PENDING, SUCCEEDED, FAILED;

        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String account() {
        return of.account();
    }

    State state() {
        return progress.state();
    }

    Refund with(Progress next) {
        return new Refund(id, number, created, of, wish, next);
    }
}
