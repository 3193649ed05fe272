package io.tillstream.checkout.lane;

import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outgoing;

/// What the records of a lane mean. Called inside the lane's PostgreSQL transaction, by the lane's thread: all effects go into that
/// transaction, and all that is to be published is returned.
public interface LaneHandler {

    /// Applies records in their order.
    ///
    /// @param now one reading of the clock for the whole batch
    /// @return in publishing order; undecodable records as [DeadLetters]
    /// @throws RecordFault if deciding one of them threw; it will be tried alone
    List<Outgoing> apply(List<ConsumerRecord<byte[], byte[]>> records, Instant now);

    /// Says to whoever waits for this record that it has failed; the record itself goes to the dead letter topic.
    ///
    /// @param reason why PostgreSQL or the decision refused it
    List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now);
}
