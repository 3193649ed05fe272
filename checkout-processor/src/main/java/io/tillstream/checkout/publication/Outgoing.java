package io.tillstream.checkout.publication;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A record to be published.
///
/// @param partition null: the one that the key belongs to
/// @param key       null only for a dead letter that had none
/// @param headers   name to UTF-8 text
public record Outgoing(String topic, @Nullable Integer partition, byte @Nullable [] key, byte[] value,
        Map<String, String> headers) {}
