package io.tillstream.stripesimulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// A whole request.
///
/// @param path decoded, without the query
/// @param query as it was sent; empty when there is none
/// @param headers names in any case, the first value of each
public record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {

    public Request {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /// Null when it was not sent.
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
