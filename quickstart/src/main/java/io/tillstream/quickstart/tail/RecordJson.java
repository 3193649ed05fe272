package io.tillstream.quickstart.tail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One Kafka record as one line of JSON.
final class RecordJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Reads a record's value.
    interface Decoder {
        IndexedRecord decode(byte[] bytes) throws Exception;
    }

    private final Decoder decoder;

    RecordJson(Decoder decoder) {
        this.decoder = decoder;
    }

    String line(ConsumerRecord<byte[], byte[]> record) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        line.put("key", text(record.key()));
        line.put("headers", headers(record));
        addValue(line, record);
        return JSON.writeValueAsString(line);
    }

    /// What does not decode is shown as it is, with the reason: nothing in a log can stop its readers.
    private void addValue(Map<String, @Nullable Object> line,
            ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            line.put("value", null);
            return;
        }
        try {
            line.put("value", plain(decoder.decode(value)));
        } catch (Exception e) {
            line.put("base64", Base64.getEncoder().encodeToString(value));
            line.put("reason", e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Map<String, @Nullable String> headers(ConsumerRecord<?, ?> record) {
        var headers = new LinkedHashMap<String, @Nullable String>();
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return headers;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case IndexedRecord record -> fields(record);
            case Map<?, ?> map -> entries(map);
            case Collection<?> list -> elements(list);
            case ByteBuffer bytes -> base64(bytes);
            case GenericFixed fixed -> Base64.getEncoder().encodeToString(fixed.bytes());
            case Number number -> number;
            case Boolean flag -> flag;
            case Object other -> other.toString();
        };
    }

    private static Map<String, @Nullable Object> fields(IndexedRecord record) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        record.getSchema().getFields().forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
        return fields;
    }

    private static Map<String, @Nullable Object> entries(Map<?, ?> map) {
        var entries = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), plain(value)));
        return entries;
    }

    private static List<@Nullable Object> elements(Collection<?> list) {
        var elements = new ArrayList<@Nullable Object>();
        list.forEach(element -> elements.add(plain(element)));
        return elements;
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
