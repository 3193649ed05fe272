package io.tillstream.checkout.lane;

/// What the broker has of one partition.
///
/// @param topicId Kafka's id of the topic
/// @param start   offset of the oldest record
/// @param end     offset after the last stable record
public record LogBounds(String topicId, long start, long end) {}
