package io.tillstream.checkout.pricing;

import java.time.Instant;
import java.util.Comparator;

/// Another price for a time.
///
/// @param id       unique in the product
/// @param price    minor units
/// @param startsAt first moment
/// @param endsAt   first moment after it
public record Promotion(String id, long price, Instant startsAt, Instant endsAt) {

    /// Of several at once the lowest counts, and of equally low ones the one that lasts longest.
    static final Comparator<Promotion> FIRST_COUNTS = Comparator.comparingLong(Promotion::price)
            .thenComparing(Promotion::endsAt, Comparator.reverseOrder()).thenComparing(Promotion::id);

    boolean runsAt(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    public boolean endedAt(Instant at) {
        return !at.isBefore(endsAt);
    }
}
