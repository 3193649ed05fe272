package io.tillstream.checkout.lane;

import java.util.List;
import java.util.Map;

import io.tillstream.checkout.publication.Outbox;
import io.tillstream.checkout.publication.Outgoing;

/// What one batch publishes.
///
/// @param counter of the lane after the batch
/// @param from    next offsets of the lane before the batch; of a lane that a person resumed, what the group had committed, or -1
/// @param to      next offsets after it
/// @param records in publishing order, as [Outbox] writes them
public record OutboxRow(long counter, Map<String, Long> from, Map<String, Long> to, byte[] records) {

    /// Of all rows, in order.
    public static List<Outgoing> published(List<OutboxRow> rows) {
        return rows.stream().flatMap(row -> Outbox.decode(row.records).stream()).toList();
    }
}
