/// Lanes at work. Read `LaneLoop` first, then `Batch`, `LanePublisher`, `LaneResync` and `LaneStore`.
@NullMarked
package io.tillstream.checkout.lane.io;

import org.jspecify.annotations.NullMarked;
