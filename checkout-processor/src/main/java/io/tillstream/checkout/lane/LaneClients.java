package io.tillstream.checkout.lane;

import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/// How one thread of lanes reaches Kafka.
///
/// @param consumer  the thread's own: read_committed, no automatic commits or resets
/// @param producers make a transactional one, each time with the same transactional id, which nobody else uses
/// @param admin     may be shared
public record LaneClients(Consumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producers,
        Admin admin) {}
