package io.tillstream.stripesimulator;

import java.util.function.LongSupplier;

/// The names that one request gives to what it makes. For one thread.
final class Names {

    private final long root;
    private final LongSupplier numbers;
    private int given;

    Names(long root, LongSupplier numbers) {
        this.root = root;
        this.numbers = numbers;
    }

    /// Puts what is made in the same second in order.
    long number() {
        return numbers.getAsLong();
    }

    String intent() {
        return "pi_3" + next(23);
    }

    String clientSecret(String intent) {
        return intent + "_secret_" + next(25);
    }

    /// @param prefix `ch` for a card's, `py` for every other charge
    String charge(String prefix) {
        return prefix + "_3" + next(23);
    }

    String paymentMethod() {
        return "pm_1" + next(23);
    }

    String refund() {
        return "re_3" + next(23);
    }

    String endpoint() {
        return "we_1" + next(23);
    }

    String signingSecret() {
        return "whsec_" + next(32);
    }

    /// Of the event that is the `index`th of those with this root.
    static String event(long root, int index) {
        return "evt_3" + Ids.token(Ids.mix(root + 'e') + index, 23);
    }

    private String next(int length) {
        return Ids.token(root + ++given, length);
    }
}
