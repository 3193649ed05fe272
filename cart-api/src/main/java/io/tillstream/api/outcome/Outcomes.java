package io.tillstream.api.outcome;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.Outcome.Status;
import io.tillstream.command.CommandOutcome;

/// Reads outcomes as the processor writes them.
public final class Outcomes {

    private static final JsonMapper JSON = Json.mapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {
    };

    private Outcomes() {}

    public static Outcome of(CommandOutcome record) {
        return new Outcome(record.getBodyHash(), status(record.getStatus()), record.getCode(), record.getDetail(),
                data(record.getData()), record.getOrderId(), record.getReplayed(), record.getSubject(),
                id(record.getContinuedBy()));
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /// @throws IllegalArgumentException if it is none
    public static Status status(String status) {
        return Status.valueOf(status.toUpperCase(Locale.ROOT));
    }

    /// @param json a JSON object; null, or anything else, carries nothing
    public static Map<String, Object> data(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
