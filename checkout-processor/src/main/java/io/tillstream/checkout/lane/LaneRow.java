package io.tillstream.checkout.lane;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// The row of a lane in PostgreSQL: where it stands.
///
/// @param counter    batches applied so far
/// @param topics     position in each topic of the lane
/// @param stopped    why the lane stands still until a person has looked, or null
/// @param resumeFrom `database` or `kafka`, what that person decided to trust, or null
public record LaneRow(long counter, Map<String, Position> topics, @Nullable String stopped,
        @Nullable String resumeFrom) {

    /// @param topicId Kafka's id of the topic; a recreated topic has another
    /// @param entered the next offset when the topic came to the lane
    /// @param next    the offset to go on at
    public record Position(String topicId, long entered, long next) {}

    /// The positions after a batch.
    public Map<String, Position> at(Map<String, Long> next) {
        var moved = new TreeMap<>(topics);
        moved.replaceAll((topic, old) -> new Position(old.topicId(), old.entered(),
                next.getOrDefault(topic, old.next())));
        return moved;
    }

    public Map<String, Long> next() {
        var next = new TreeMap<String, Long>();
        topics.forEach((topic, position) -> next.put(topic, position.next()));
        return next;
    }
}
