package io.tillstream.api.publishing;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What every request that changes something says beside its body.
///
/// @param path        without the query
/// @param key         idempotency key, checked
/// @param patience      how long the caller would wait for the outcome; empty: not at all
/// @param expectedVersion that the cart must have, null: any
/// @param traceparent of the request, or a new one
public record Call(
        String method,
        String path,
        String key,
        Optional<Duration> patience,
        @Nullable Long expectedVersion,
        String traceparent) {

    /// The command that this call asks for.
    ///
    /// @param caller whose key it is
    public UUID command(String caller) {
        return Ids.command(caller, key);
    }

    /// The same request with another expected version asks for something else.
    ///
    /// @param body canonical, empty if there is none
    public String hash(String body) {
        return Hashing.ofRequest(method, path, expectedVersion == null ? body : body + '\n' + expectedVersion);
    }
}
