package io.tillstream.api.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// A file of the page as it is sent.
///
/// @param type media type
/// @param tag  ETag without its quotes: another one for other bytes
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PageFile(byte[] bytes, String type, String tag) {

    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=UTF-8", "css",
            "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8", "svg", "image/svg+xml");

    /// Empty if the page has no files with such a name.
    public static Optional<PageFile> of(String name, byte[] bytes) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return type == null ? Optional.empty() : Optional.of(new PageFile(bytes, type, hash(bytes)));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
