package io.tillstream.api.outcome;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What became of a command.
///
/// @param bodyHash hex, of the request that this answers
/// @param code     stable reason, `ok` when accepted
/// @param detail   for a person, may be empty
/// @param data     what the answer carries, by code
/// @param orderId  of an accepted checkout
/// @param replayed whether this key was decided before, and this is its first outcome
/// @param subject  id of the cart that it is about
/// @param continuedBy command whose outcome has the last word, null: this one has
public record Outcome(
        String bodyHash,
        Status status,
        String code,
        String detail,
        Map<String, Object> data,
        @Nullable String orderId,
        boolean replayed,
        String subject,
        @Nullable UUID continuedBy) {

    /// FAILED: nobody could decide it; it had no effect.
    public enum Status {
        ACCEPTED, REFUSED, FAILED
    }

    /// The last word on a request whose first outcome was that one.
    public Outcome after(Outcome first) {
        return new Outcome(first.bodyHash, status, code, detail, data, orderId, first.replayed, subject, null);
    }
}
