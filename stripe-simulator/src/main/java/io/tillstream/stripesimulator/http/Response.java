package io.tillstream.stripesimulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What goes back, and in what manner.
///
/// @param type of the content
public record Response(int status, String type, Map<String, String> headers, byte[] body, Manner manner) {

    public static Response json(int status, Map<String, String> headers, String body) {
        return new Response(status, "application/json", headers, body.getBytes(StandardCharsets.UTF_8),
                Manner.WHOLE);
    }

    public static Response html(int status, String body) {
        return new Response(status, "text/html; charset=utf-8", Map.of(), body.getBytes(StandardCharsets.UTF_8),
                Manner.WHOLE);
    }

    public static Response empty(int status, Map<String, String> headers) {
        return new Response(status, "text/plain", headers, new byte[0], Manner.WHOLE);
    }

    public Response in(Manner other) {
        return new Response(status, type, headers, body, other);
    }
}
