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

    private static final int MOST_UTF8 = 3;

    /// What counts against Kafka's limits, but for some dozen bytes; rather too much than too little, as headers are counted by characters that
    /// may take three bytes.
    public int bytes() {
        int bytes = (key == null ? 0 : key.length) + value.length;
        for (var header : headers.entrySet()) {
            bytes += MOST_UTF8 * (header.getKey().length() + header.getValue().length());
        }
        return bytes;
    }

    @SuppressWarnings("NullAway") // Kafka takes a null key
    public ProducerRecord<byte[], byte[]> toKafka() {
        var record = new ProducerRecord<>(topic, partition, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
