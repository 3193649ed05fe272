package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// Why something changed.
///
/// @param at milliseconds since the epoch
/// @param root where the names of what it made begin
/// @param requestId null unless a request of the API did it
/// @param key its idempotency key; null when it had none
record Cause(long at, long root, @Nullable String requestId, @Nullable String key) {}
