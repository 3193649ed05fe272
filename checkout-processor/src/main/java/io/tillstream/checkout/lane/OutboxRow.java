package io.tillstream.checkout.lane;

import java.util.Map;

import io.tillstream.checkout.publication.Outbox;

/// What one batch publishes.
///
/// @param counter of the lane after the batch
/// @param from    next offsets of the lane before the batch; of a lane that a person resumed, what the group had committed, or -1
/// @param to      next offsets after it
/// @param records in publishing order, as [Outbox] writes them
public record OutboxRow(long counter, Map<String, Long> from, Map<String, Long> to, byte[] records) {}
