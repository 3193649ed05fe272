package io.tillstream.api.tracing;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// W3C `traceparent`, version 00.
public final class TraceParent {

    public static final String HEADER = "traceparent";

    private static final Pattern VALID = Pattern
            .compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /// The one that came in, or a new one if none did or if it is not valid.
    public static String continued(@Nullable String incoming, RandomGenerator random) {
        if (incoming != null && VALID.matcher(incoming).matches()) {
            return incoming;
        }
        return "00-%s-%s-01".formatted(hex(random, 16), hex(random, 8));
    }

    private static String hex(RandomGenerator random, int bytes) {
        var id = new byte[bytes];
        random.nextBytes(id);
        id[0] |= 1; // all zero is not an id
        return HexFormat.of().formatHex(id);
    }
}
