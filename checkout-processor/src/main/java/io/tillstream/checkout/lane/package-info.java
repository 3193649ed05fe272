/// The rules of exactly once from Kafka through PostgreSQL back into Kafka; [io.tillstream.checkout.lane.io] carries them out.
///
/// Partition n of every topic of a [LaneGroup] is one lane: one thread, one order. A batch applies records in one PostgreSQL transaction, which
/// also moves the lane's row and writes the outbox; then one Kafka transaction publishes the outbox and commits the row's offsets. A counter in
/// the row, remembered only after Kafka reported success, keeps anybody else from going on in between. [Resync] says what to do after a failure.
@NullMarked
package io.tillstream.checkout.lane;

import org.jspecify.annotations.NullMarked;
