package io.tillstream.schemas;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers of every record on a public topic: CloudEvents 1.0, binary content mode of the Kafka binding.
public final class CloudEventHeaders {

    private CloudEventHeaders() {}

    /// @param id      unique within the source; the same when the event is written again
    /// @param type    such as `order_confirmed`
    /// @param subject the key of the record
    public static Map<String, String> of(String id, String type, String subject, Instant time) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "/tillstream");
        headers.put("ce_type", "io.tillstream." + type);
        headers.put("ce_subject", subject);
        headers.put("ce_time", time.toString());
        headers.put("content-type", "application/avro");
        return headers;
    }
}
