package io.tillstream.stripesimulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A request that was let in.
///
/// @param key the idempotency key; null when none, and for everything but POST
/// @param fault what shall go wrong with it
record Call(Origin origin, Caller caller, Route route, Asked asked, @Nullable String key, Fault fault) {

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

    /// @param parameters from the body and the query
    /// @param fingerprint the same for the same parameters, whatever their order
    record Asked(Map<String, Object> parameters, String fingerprint) {

        static Asked of(Map<String, Object> parameters) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(parameters));
                return new Asked(parameters, HexFormat.of().formatHex(digest, 0, 16));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    Map<String, Object> parameters() {
        return asked.parameters();
    }

    String account() {
        return caller.account();
    }
}
