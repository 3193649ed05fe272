package io.tillstream.api.checkout;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.json.Json;

/// Server-sent events, as text.
public final class StatusEvent {

    /// A comment: keeps proxies and buyers sure that somebody is there.
    public static final String HEARTBEAT = ":\n\n";

    private StatusEvent() {}

    public static String of(CheckoutState state) {
        return "id: %d\nevent: status\ndata: %s\n\n".formatted(state.version(),
                Json.mapper().writeValueAsString(state.body()));
    }

    /// @param header `Last-Event-ID`
    /// @return the version seen last, -1 if there is none or if it is not one of ours
    public static long lastSeen(@Nullable String header) {
        return header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : -1;
    }
}
