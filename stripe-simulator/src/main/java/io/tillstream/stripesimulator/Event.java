package io.tillstream.stripesimulator;

import java.util.Map;

/// Something that happened, with what it happened to as it was then.
///
/// @param number rises with every event
/// @param cause `created` is its time
record Event(String id, long number, Happening happening, Cause cause) {

    /// @param type Stripe's name for it
    /// @param previous what other values had before; empty unless the type says `updated`
    record Happening(String type, Subject subject, Map<String, Object> previous) {

        static Happening of(String type, Subject subject) {
            return new Happening(type, subject, Map.of());
        }
    }

    String type() {
        return happening.type();
    }

    String account() {
        return happening.subject().account();
    }

    /// Seconds since the epoch.
    long created() {
        return cause.at() / 1000;
    }

    /// The PaymentIntent that it is about in the end.
    String intent() {
        return switch (happening.subject()) {
            case PaymentIntent intent -> intent.id();
            case Charge charge -> charge.intent();
            case Refund refund -> refund.of().intent();
        };
    }
}
