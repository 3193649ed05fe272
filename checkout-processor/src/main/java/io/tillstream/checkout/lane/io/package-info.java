/// Lanes at work. Read `LaneLoop` first, then `Batch`, `LaneResync`, `LaneResync` and `LaneStore`.
@NullMarked
package io.tillstream.checkout.lane.io;

import org.jspecify.annotations.NullMarked;
