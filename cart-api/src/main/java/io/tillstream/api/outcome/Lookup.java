package io.tillstream.api.outcome;

import static io.tillstream.api.problem.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static io.tillstream.api.problem.ProblemCode.OUTCOME_EXPIRED;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.Problem;
import io.tillstream.api.publishing.StatusId;

/// What can be said of a published command.
public sealed interface Lookup {

    /// The lane has not come to it.
    record Pending() implements Lookup {}

    record Decided(Outcome outcome) implements Lookup {}

    /// Another request had the same key first.
    record Reused() implements Lookup {}

    /// The lane has passed it, and its outcome is not kept any more.
    record Expired() implements Lookup {}

    /// The lane's position decides whether there is an outcome, for both are written in one transaction.
    ///
    /// @param next   next offset of the lane, null if the lane has never run
    /// @param stored first outcome of the command
    /// @param late   whether the first outcome is a minute old
    /// @param last   outcome of the command that continues it
    static Lookup of(StatusId id, @Nullable Long next, Optional<Outcome> stored, Optional<Outcome> last,
            boolean late) {
        if (next == null || id.offset() >= next) {
            return new Pending();
        }
        return stored.<Lookup>map(outcome -> id.asks(outcome.bodyHash()) ? decided(outcome, last, late) : new Reused())
                .orElseGet(Expired::new);
    }

    /// A merge may be repeated when the outcome of the user's cart is not kept any more. Nothing will come then: the guest's cart has answered that it
    /// was merged already, and that is the last word.
    private static Lookup decided(Outcome first, Optional<Outcome> last, boolean late) {
        boolean alone = late && last.isEmpty() && Boolean.TRUE.equals(first.data().get("already"));
        if (first.continuedBy() == null || alone) {
            return new Decided(first);
        }
        return last.<Lookup>map(outcome -> new Decided(outcome.after(first))).orElseGet(Pending::new);
    }

    static Problem reused() {
        return Problem.of(IDEMPOTENCY_KEY_REUSED,
                "Another request had this Idempotency-Key before; use a new key for a new request");
    }

    static Problem expired() {
        return Problem.of(OUTCOME_EXPIRED, "Outcomes are kept for 48 hours");
    }
}
