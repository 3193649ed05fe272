package io.tillstream.stripesimulator;

/// What an event tells about, as it was then.
sealed interface Subject permits PaymentIntent, Charge, Refund {

    String id();

    String account();
}
