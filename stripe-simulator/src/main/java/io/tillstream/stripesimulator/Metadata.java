package io.tillstream.stripesimulator;

import java.util.Map;

/// What callers may write on objects.
final class Metadata {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    /// @throws Refused when it is too much
    static Map<String, String> of(Params params) {
        var metadata = params.strings("metadata");
        if (metadata.size() > MOST) {
            throw new Refused(ApiError.invalid(400, null,
                    "Metadata can have up to %d keys, but you passed %d.".formatted(MOST, metadata.size()),
                    "metadata"));
        }
        metadata.forEach(Metadata::requireShort);
        return metadata;
    }

    private static void requireShort(String key, String value) {
        if (key.length() > LONGEST_KEY) {
            throw new Refused(ApiError.invalid(400, null, "Metadata keys must be under %d characters: %s"
                    .formatted(LONGEST_KEY, key), "metadata"));
        }
        if (value.length() > LONGEST_VALUE) {
            throw new Refused(ApiError.invalid(400, null, "Metadata values must be under %d characters: %s"
                    .formatted(LONGEST_VALUE, key), "metadata[%s]".formatted(key)));
        }
    }
}
