package io.tillstream.checkout.decision;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What whoever sent a command is told.
///
/// @param code    stable; `ok` when accepted
/// @param detail  for a person
/// @param data    what the answer carries beside them, as JSON
/// @param orderId of an accepted checkout, else null
/// @param reason  for the shop alone where the code is one for several, else null; never shown to a buyer
/// @param continuedBy command whose outcome has the last word, or null: this one has
public record Outcome(Status status, String code, String detail, Map<String, Object> data, @Nullable UUID orderId,
        @Nullable String reason, @Nullable UUID continuedBy) {

    /// FAILED: nobody could decide it; it is in a dead letter topic.
    public enum Status {
        ACCEPTED, REFUSED, FAILED
    }

    public static Outcome accepted() {
        return accepted(Map.of());
    }

    public static Outcome accepted(Map<String, Object> data) {
        return new Outcome(Status.ACCEPTED, "ok", "", data, null, null, null);
    }

    public static Outcome ordered(UUID orderId) {
        return new Outcome(Status.ACCEPTED, "ok", "", Map.of(), orderId, null, null);
    }

    public static Outcome refused(String code, String detail) {
        return refused(code, detail, Map.of());
    }

    public static Outcome refused(String code, String detail, Map<String, Object> data) {
        return new Outcome(Status.REFUSED, code, detail, data, null, null, null);
    }

    public static Outcome failed() {
        return new Outcome(Status.FAILED, "command_failed",
                "the command could not be decided; it is kept for a person to look at", Map.of(), null, null, null);
    }

    public Outcome because(@Nullable String reason) {
        return new Outcome(status, code, detail, data, orderId, reason, continuedBy);
    }

    public Outcome continuedBy(UUID command) {
        return new Outcome(status, code, detail, data, orderId, reason, command);
    }
}
