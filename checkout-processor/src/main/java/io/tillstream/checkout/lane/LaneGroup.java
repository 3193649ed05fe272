package io.tillstream.checkout.lane;

import java.util.List;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Topics that are read together. All have the same number of partitions, and partition n of all of them is one lane.
///
/// @param name       names the lanes and, as `checkout-<name>`, the consumer group
/// @param topics     in the order in which records of one poll are applied
/// @param maxRecords at most so many records a poll, of all lanes of a thread together
public record LaneGroup(String name, List<String> topics, int maxRecords) {

    public String lane(int partition) {
        return name + "-" + partition;
    }

    /// Other languages' default partitioners put the same key elsewhere.
    ///
    /// @param partitions of each topic
    public static boolean belongs(byte @Nullable [] key, int partition, int partitions) {
        return key != null && Utils.toPositive(Utils.murmur2(key)) % partitions == partition;
    }

    public String consumerGroup() {
        return "checkout-" + name;
    }
}
