package io.tillstream.checkout.publication;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A record to be published.
///
/// @param partition null: the one that the key belongs to
/// @param key       null only for a dead letter that had none
/// @param headers   name to UTF-8 text
public record Outgoing(String topic, @Nullable Integer partition, byte @Nullable [] key, byte[] value,
        Map<String, String> headers) {

    /// What counts against Kafka's limits, but for some dozen bytes.
    public int bytes() {
        int texts = headers.entrySet().stream().mapToInt(each -> utf8(each.getKey()) + utf8(each.getValue())).sum();
        return (key == null ? 0 : key.length) + value.length + texts;
    }

    @SuppressWarnings("NullAway") // Kafka takes a null key
    public ProducerRecord<byte[], byte[]> toKafka() {
        var record = new ProducerRecord<>(topic, partition, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
