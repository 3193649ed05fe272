package io.tillstream.checkout.lane;

import java.util.List;

/// Topics that are read together. All have the same number of partitions, and partition n of all of them is one lane.
///
/// @param name       names the lanes and, as `checkout-<name>`, the consumer group
/// @param topics     in the order in which records of one poll are applied
/// @param maxRecords at most so many records a poll, of all lanes of a thread together
public record LaneGroup(String name, List<String> topics, int maxRecords) {

    public String lane(int partition) {
        return name + "-" + partition;
    }

    public String consumerGroup() {
        return "checkout-" + name;
    }
}
