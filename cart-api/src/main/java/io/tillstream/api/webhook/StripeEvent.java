package io.tillstream.api.webhook;

import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.tillstream.api.json.Json;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// An event, as far as it is read here: versions of Stripe's API differ in what else there is.
///
/// @param object that the event is about, as it was then
public record StripeEvent(String id, String type, boolean livemode, JsonNode object) {

    private static final String ID = "[!-~]{1,255}";
    private static final int LONGEST_TEXT = 500;

    /// @throws ProblemException `webhook_invalid`
    public static StripeEvent read(byte[] body) {
        JsonNode event;
        try {
            event = Json.reader().readTree(body);
        } catch (JacksonException e) {
            throw invalid("It is not JSON");
        }
        var livemode = event.path("livemode");
        if (!livemode.isBoolean()) {
            throw invalid("'livemode' is missing");
        }
        return new StripeEvent(id(event, "id"), id(event, "type"), livemode.booleanValue(),
                event.path("data").path("object"));
    }

    /// Text that is an id, or as plain as one.
    ///
    /// @throws ProblemException if it is missing
    String requiredId(String name) {
        return id(object, name);
    }

    private static String id(JsonNode of, String name) {
        return of.path(name).stringValueOpt().filter(text -> text.matches(ID))
                .orElseThrow(() -> invalid("'" + name + "' is missing"));
    }

    /// @throws ProblemException if it is missing
    long requiredAmount(String name) {
        var amount = object.path(name);
        if (!amount.isIntegralNumber() || !amount.canConvertToLong() || amount.longValue() < 0) {
            throw invalid("'" + name + "' is missing");
        }
        return amount.longValue();
    }

    /// For a person: short, and with nothing in it that a database or a screen does not take. Empty if there is none.
    ///
    /// @param path names, each in the value of the one before
    Optional<String> text(String... path) {
        var node = object;
        for (var name : path) {
            node = node.path(name);
        }
        return node.stringValueOpt().map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }

    private static ProblemException invalid(String why) {
        return new ProblemException(ProblemCode.WEBHOOK_INVALID, why);
    }
}
