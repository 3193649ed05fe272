package io.tillstream.stripesimulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A request that was let in.
///
/// @param parameters from the body and the query
/// @param key the idempotency key; null when none, and for everything but POST
/// @param fault what shall go wrong with it
record Call(Origin origin, Caller caller, Route route, Map<String, Object> parameters, @Nullable Key key,
        Fault fault) {

    /// @param at milliseconds since the epoch
    record Origin(String requestId, long at, String path) {}

    /// @param buyer whether a publishable key calls
    /// @param version of the API that is spoken
    record Caller(String account, boolean buyer, String version) {

        /// Whose idempotency keys these are.
        String keyOwner() {
            return buyer ? account + " (buyer)" : account;
        }
    }

    /// @param fingerprint the same for the same parameters, whatever their order
    record Key(String name, String fingerprint) {

        static Key of(String name, Map<String, Object> parameters) {
            return new Key(name, Call.fingerprint(parameters));
        }
    }

    static String fingerprint(Map<String, Object> parameters) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Json.MAPPER.writeValueAsString(parameters).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String account() {
        return caller.account();
    }
}
