package io.tillstream.api.publishing;

import java.time.Duration;
import java.util.Optional;

/// What every request that changes something says beside its body.
///
/// @param path        without the query
/// @param key         idempotency key, checked
/// @param patience      how long the caller would wait for the outcome; empty: not at all
/// @param traceparent of the request, or a new one
public record Call(String method, String path, String key, Optional<Duration> patience, String traceparent) {

    /// The command that this call asks for.
    ///
    /// @param caller whose key it is
    public java.util.UUID command(String caller) {
        return Ids.command(caller, key);
    }

    /// @param body canonical, empty if there is none
    public String hash(String body) {
        return Hashing.ofRequest(method, path, body);
    }
}
