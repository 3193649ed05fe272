package io.tillstream.api.checkout;

import java.util.Map;

import org.apache.avro.specific.SpecificRecord;

/// A record of a public topic, decoded.
///
/// @param timestamp when Kafka appended it, milliseconds since 1970
/// @param headers   as text
public record CausedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        String key,
        Map<String, String> headers,
        SpecificRecord value) {}
