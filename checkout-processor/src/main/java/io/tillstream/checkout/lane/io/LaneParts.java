package io.tillstream.checkout.lane.io;

import java.time.InstantSource;

import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneHandler;

/// What one thread of lanes works with. Consumer and publisher are its own; the rest is shared.
record LaneParts(
        Consumer<byte[], byte[]> consumer,
        LanePublisher publisher,
        LaneTopics topics,
        LaneStore store,
        TransactionTemplate transactions,
        LaneHandler handler,
        InstantSource clock) {}
