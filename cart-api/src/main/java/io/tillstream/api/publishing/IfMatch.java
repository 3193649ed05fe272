package io.tillstream.api.publishing;

import static io.tillstream.api.problem.ProblemCode.IF_MATCH_INVALID;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;

/// `If-Match` with the ETag of a cart: its version, and after a dot perhaps what its answer said beside it, which counts for nothing here.
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})(\\.[0-9a-f]+)?\"");

    private IfMatch() {}

    /// @param header null if the request has none
    /// @return version that the cart must have, null: any
    /// @throws ProblemException if it is neither one ETag of a cart nor `*`
    public static @Nullable Long version(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        var tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw new ProblemException(IF_MATCH_INVALID, "If-Match takes one ETag of the cart, such as \"7\", or *");
        }
        return Long.valueOf(tag.group(1));
    }
}
