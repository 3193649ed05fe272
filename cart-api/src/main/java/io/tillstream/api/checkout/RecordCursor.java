package io.tillstream.api.checkout;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What one reader has seen, by partition. As text, such as `cart.events-3@17,order.events-0@4`, it is the id of a server-sent event.
public final class RecordCursor {

    private static final int LONGEST = 2_000;

    private final Map<String, Long> seen = new TreeMap<>();

    /// @param lastEventId as a browser sends it back; null, or what is not of ours, has seen nothing
    public static RecordCursor of(@Nullable String lastEventId) {
        var cursor = new RecordCursor();
        if (lastEventId != null && lastEventId.length() <= LONGEST
                && lastEventId.matches("[a-z.]+-\\d{1,4}@\\d{1,18}(,[a-z.]+-\\d{1,4}@\\d{1,18})*")) {
            for (var each : lastEventId.split(",", -1)) {
                int at = each.indexOf('@');
                cursor.seen.put(each.substring(0, at), Long.valueOf(each.substring(at + 1)));
            }
        }
        return cursor;
    }

    /// Whether the reader has not seen it; if so, it counts as seen, with all before it in its partition.
    public boolean advance(CausedRecord record) {
        var partition = record.topic() + "-" + record.partition();
        var before = seen.get(partition);
        if (before != null && record.offset() <= before) {
            return false;
        }
        seen.put(partition, record.offset());
        return true;
    }

    @Override
    public String toString() {
        return seen.entrySet().stream().map(entry -> entry.getKey() + "@" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
