package io.tillstream.api.checkout.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

/// A response of server-sent events.
final class EventStream {

    private EventStream() {}

    static void start(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold events back
        write(response, "retry: 2000\n\n");
    }

    /// At once.
    static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(UTF_8));
        response.flushBuffer();
    }
}
