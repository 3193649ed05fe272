package io.tillstream.checkout.publication;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Records that nobody could read or apply, kept as they came.
public final class DeadLetters {

    private static final String SUFFIX = ".dlt";
    private static final int REASON_CHARACTERS = 2_000;

    private DeadLetters() {}

    /// The record for `<topic>.dlt`: key, value and headers as they were, and where it stood and why it is dead.
    public static Outgoing of(ConsumerRecord<byte[], byte[]> record, String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null && header.value().length <= REASON_CHARACTERS && headers.size() < 20) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        headers.put("dead-letter-reason", reason.substring(0, Math.min(REASON_CHARACTERS, reason.length())));
        headers.put("dead-letter-source", record.topic() + "-" + record.partition() + "@" + record.offset());
        var value = record.value() == null ? new byte[0] : record.value();
        return new Outgoing(record.topic() + SUFFIX, record.partition(), record.key(), value, headers);
    }

    public static boolean is(Outgoing outgoing) {
        return outgoing.topic().endsWith(SUFFIX);
    }
}
