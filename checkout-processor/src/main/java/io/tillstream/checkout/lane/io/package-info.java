/// Lanes at work. Read `LaneLoop` first, then `Batch`, `LanePublisher` and `LaneStore`.
@NullMarked
package io.tillstream.checkout.lane.io;

import org.jspecify.annotations.NullMarked;
