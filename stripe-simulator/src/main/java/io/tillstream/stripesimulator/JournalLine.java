package io.tillstream.stripesimulator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// A line of the journal.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({@JsonSubTypes.Type(value = JournalLine.Opened.class, name = "opened"),
        @JsonSubTypes.Type(value = JournalLine.Committed.class, name = "committed")})
sealed interface JournalLine {

    /// @param at milliseconds since the epoch
    record Opened(long at) implements JournalLine {}

    /// Everything that one request did: all of it happened, or nothing.
    ///
    /// @param lastObject the highest number that [Ids] had given by then
    /// @param intent its state afterwards; null when the request has none
    /// @param charge made by this request; null when none was
    /// @param kept the result under its idempotency key; null for a request without key
    record Committed(long lastObject, @Nullable PaymentIntent intent, @Nullable Charge charge, @Nullable Kept kept)
            implements
                JournalLine {}

    /// The first result under an idempotency key. With `error` null the result is the line's PaymentIntent.
    ///
    /// @param path and `fingerprint` tell whether a later request is the same
    /// @param at milliseconds since the epoch, from which its 24 hours count
    record Kept(String account, String key, String path, String fingerprint, String requestId, long at,
            @Nullable ApiError error) {}
}
