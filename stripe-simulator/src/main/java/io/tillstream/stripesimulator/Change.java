package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// Everything that one decision makes or moves, each as it is afterwards; null is untouched.
///
/// @param intent always there with `charge` or `refund`
record Change(@Nullable PaymentIntent intent, @Nullable Charge charge, @Nullable Refund refund,
        @Nullable WebhookEndpoint endpoint) {

    static final Change NOTHING = new Change(null, null, null, null);

    /// The same, holding what never changes as it is held already.
    ///
    /// @param known the PaymentIntent at any time
    Change sharing(PaymentIntent known) {
        return new Change(intent == null ? null : intent.sharing(known), charge == null ? null : charge.sharing(known),
                refund, endpoint);
    }

    static Change of(PaymentIntent intent) {
        return new Change(intent, null, null, null);
    }

    static Change of(PaymentIntent intent, @Nullable Charge charge) {
        return new Change(intent, charge, null, null);
    }

    static Change of(PaymentIntent intent, Charge charge, Refund refund) {
        return new Change(intent, charge, refund, null);
    }

    static Change of(WebhookEndpoint endpoint) {
        return new Change(null, null, null, endpoint);
    }
}
