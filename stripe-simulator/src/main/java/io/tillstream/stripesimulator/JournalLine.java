package io.tillstream.stripesimulator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Ledger.Held;

/// A line of the journal.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({@JsonSubTypes.Type(value = JournalLine.Opened.class, name = "opened"),
        @JsonSubTypes.Type(value = JournalLine.Committed.class, name = "committed"),
        @JsonSubTypes.Type(value = JournalLine.Delivered.class, name = "delivered"),
        @JsonSubTypes.Type(value = JournalLine.ClockMoved.class, name = "clock")})
sealed interface JournalLine {

    /// @param at milliseconds since the epoch
    record Opened(long at) implements JournalLine {}

    /// Everything that one request did: all of it happened, or nothing.
    ///
    /// @param lastObject the highest number that [Ids] had given by then
    /// @param change what is afterwards, or what a kept result is about
    /// @param changed whether it is new or other than before
    /// @param kept the result under its idempotency key; null for a request without key
    record Committed(long lastObject, Cause cause, Change change, boolean changed, @Nullable Kept kept)
            implements
                JournalLine {

        /// The same, but what is equal is there once, as it was before the line was written.
        ///
        /// @param before the PaymentIntent that it changes; null when it is new, or none is changed
        Committed sharing(@Nullable Held before) {
            var known = before != null ? before.intent() : change.intent();
            return new Committed(lastObject, cause, known == null ? change : change.sharing(known), changed,
                    kept == null ? null : kept.sharing(cause));
        }
    }

    /// An endpoint took an event, or was given up.
    record Delivered(String event, String endpoint) implements JournalLine {}

    record ClockMoved(VirtualClock.Hands hands) implements JournalLine {}

    /// The first result under an idempotency key. With `error` null the result is what the line changed.
    ///
    /// @param path and `fingerprint` tell whether a later request is the same
    /// @param at milliseconds since the epoch, from which its 24 hours count
    record Kept(String account, String key, String path, String fingerprint, String requestId, long at,
            @Nullable ApiError error) {

        public Kept {
            account = account.intern();
        }

        private Kept sharing(Cause cause) {
            var sameKey = cause.key();
            var sameRequest = cause.requestId();
            return sameKey != null && sameRequest != null && key.equals(sameKey) && requestId.equals(sameRequest)
                    ? new Kept(account, sameKey, path, fingerprint, sameRequest, at, error)
                    : this;
        }
    }
}
