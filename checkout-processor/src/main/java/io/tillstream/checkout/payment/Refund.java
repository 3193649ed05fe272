package io.tillstream.checkout.payment;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Money that goes back.
///
/// @param id       the same at Stripe, as metadata
/// @param intentId `pi_...` that it was taken by
/// @param amount   minor units
/// @param reason   of whoever has asked for it, or a stable code
/// @param restock  units that came back, by line id
/// @param stripeId `re_...` of the latest attempt, or null: not known yet
/// @param attempt  from 1
/// @param failed   `re_...` of attempts that have: what is said of them later is old
public record Refund(UUID id, String intentId, long amount, Status status, String reason, Map<String, Integer> restock,
        @Nullable String stripeId, int attempt, Set<String> failed) {

    /// As far as Stripe has told. FAILED is tried again; even what has SUCCEEDED may fail later.
    public enum Status {
        REQUESTED, PENDING, SUCCEEDED, FAILED
    }

    static Refund requested(UUID id, String intentId, long amount, String reason, Map<String, Integer> restock) {
        return new Refund(id, intentId, amount, Status.REQUESTED, reason, restock, null, 1, Set.of());
    }

    /// Somebody has to ask again.
    public boolean open() {
        return status != Status.SUCCEEDED;
    }

    Refund told(Status status, @Nullable String stripeId) {
        return new Refund(id, intentId, amount, status, reason, restock, stripeId, attempt, failed);
    }

    /// To be asked for again: after a failure with another key, or Stripe would repeat the failure.
    Refund again() {
        return status == Status.FAILED
                ? new Refund(id, intentId, amount, Status.REQUESTED, reason, restock, null, attempt + 1, withFailed())
                : this;
    }

    private Set<String> withFailed() {
        var all = new TreeSet<>(failed);
        if (stripeId != null) {
            all.add(stripeId);
        }
        return Collections.unmodifiableSet(all);
    }
}
