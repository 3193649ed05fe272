package io.tillstream.api.outcome;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What became of a command.
///
/// @param bodyHash hex, of the request that this answers
/// @param code     stable reason, `ok` when accepted
/// @param detail   for a person, may be empty
/// @param data     what the answer carries, by code
/// @param orderId  of an accepted checkout
/// @param replayed whether this key was decided before, and this is its first outcome
public record Outcome(
        String bodyHash,
        Status status,
        String code,
        String detail,
        Map<String, Object> data,
        @Nullable String orderId,
        boolean replayed) {

    /// FAILED: nobody could decide it; it had no effect.
    public enum Status {
        ACCEPTED, REFUSED, FAILED
    }
}
