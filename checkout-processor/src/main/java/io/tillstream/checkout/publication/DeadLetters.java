package io.tillstream.checkout.publication;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Records that nobody could read or apply, kept as they came.
public final class DeadLetters {

    private static final String SUFFIX = ".dlt";
    private static final String HEADER = "dead-letter-";
    private static final int TEXT_LENGTH = 2_000;
    private static final int HEADERS = 20;

    /// What a dead letter topic takes, 2 MiB, less the most that headers can come to. Compression lets sources take more.
    private static final int RECORD_BYTES = 1_900_000;

    private DeadLetters() {}

    /// The record for `<topic>.dlt`: key and value as they were (no value is an empty one; too large together, they are left out), headers that are short texts,
    /// and where it stood and why it is dead.
    public static Outgoing of(ConsumerRecord<byte[], byte[]> record, String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null && header.value().length <= TEXT_LENGTH && header.key().length() <= TEXT_LENGTH
                    && headers.size() < HEADERS) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        headers.put(HEADER + "reason", reason.substring(0, Math.min(TEXT_LENGTH, reason.length())));
        headers.put(HEADER + "source", record.topic() + "-" + record.partition() + "@" + record.offset());
        var value = record.value() == null ? new byte[0] : record.value();
        int size = value.length + (record.key() == null ? 0 : record.key().length);
        if (size > RECORD_BYTES) {
            headers.put(HEADER + "left-out", size + " bytes");
            return new Outgoing(record.topic() + SUFFIX, record.partition(), null, new byte[0], headers);
        }
        return new Outgoing(record.topic() + SUFFIX, record.partition(), record.key(), value, headers);
    }

    public static boolean is(Outgoing outgoing) {
        return outgoing.topic().endsWith(SUFFIX);
    }
}
