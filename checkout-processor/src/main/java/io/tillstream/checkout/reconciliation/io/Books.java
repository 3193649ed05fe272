package io.tillstream.checkout.reconciliation.io;

import java.time.Instant;
import java.util.List;

import io.tillstream.checkout.reconciliation.Booked;

/// Stripe's books.
@FunctionalInterface
public interface Books {

    /// Every PaymentIntent that was created since then, with what was given back of it.
    ///
    /// @throws IllegalStateException if Stripe does not answer
    List<Booked> since(Instant created) throws InterruptedException;
}
