package io.tillstream.api.checkout;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

import io.tillstream.api.json.Json;

/// Records as server-sent events.
public final class RecordEvent {

    /// The last event of a stream: there is no more to come.
    public static final String END = "event: end\ndata: {}\n\n";

    private RecordEvent() {}

    /// @param accepted when the checkout was accepted, milliseconds since 1970
    /// @param cursor   with this record in it
    public static String of(CausedRecord record, long accepted, RecordCursor cursor) {
        var data = new LinkedHashMap<String, Object>();
        data.put("topic", record.topic());
        data.put("partition", record.partition());
        data.put("offset", record.offset());
        data.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        data.put("after_ms", record.timestamp() - accepted);
        data.put("key", record.key());
        data.put("headers", record.headers());
        data.put("value", fields(record.value()));
        return "id: %s\nevent: record\ndata: %s\n\n".formatted(cursor, Json.mapper().writeValueAsString(data));
    }

    private static Map<String, @Nullable Object> fields(IndexedRecord record) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        record.getSchema().getFields().forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
        return fields;
    }

    /// Times are milliseconds, as Avro has them.
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case IndexedRecord record -> fields(record);
            case Collection<?> list -> list.stream().map(RecordEvent::plain).toList();
            case Instant time -> time.toEpochMilli();
            case null, default -> value;
        };
    }
}
