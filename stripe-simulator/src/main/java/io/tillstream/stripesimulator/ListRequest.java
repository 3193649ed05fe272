package io.tillstream.stripesimulator;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted, newest first.
///
/// @param startingAfter id of the object before the page; null for the first page
/// @param endingBefore id of the object after the page; null otherwise
/// @param from seconds since the epoch, inclusive
/// @param to seconds since the epoch, inclusive
record ListRequest(int limit, @Nullable String startingAfter, @Nullable String endingBefore, long from, long to) {

    private static final Set<String> KNOWN = Set.of("created", "ending_before", "expand", "limit", "starting_after");

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    /// @param filters parameters of this list besides those of every list
    /// @param unsupported what Stripe knows besides
    static ListRequest parse(Params params, Set<String> filters, Set<String> unsupported) {
        var known = new HashSet<>(KNOWN);
        known.addAll(filters);
        params.allowing(known, unsupported);
        var after = params.text("starting_after");
        var before = params.text("ending_before");
        if (after != null && before != null) {
            throw new Refused(ApiError.invalid(400, null, "You may only specify one of these parameters: "
                    + "ending_before, starting_after.", null));
        }
        var range = created(params);
        return new ListRequest(limit(params), after, before, range[0], range[1]);
    }

    private static int limit(Params params) {
        long limit = params.integer("limit", DEFAULT_LIMIT);
        if (limit < 1) {
            throw new Refused(ApiError.badParameter("parameter_invalid_integer",
                    "This value must be greater than or equal to 1.", "limit"));
        }
        if (limit > MAX_LIMIT) {
            throw new Refused(ApiError.badParameter("parameter_invalid_integer",
                    "This value must be less than or equal to 100 (it currently is '%d').".formatted(limit), "limit"));
        }
        return (int) limit;
    }

    ListRequest since(long second) {
        return new ListRequest(limit, startingAfter, endingBefore, Math.max(from, second), to);
    }

    private static long[] created(Params params) {
        if (!(params.raw("created") instanceof Map)) {
            long exactly = params.integer("created", 0);
            return params.has("created") ? new long[]{exactly, exactly} : new long[]{0, Long.MAX_VALUE};
        }
        var range = params.requiredObject("created");
        range.allowing(Set.of("gt", "gte", "lt", "lte"), Set.of());
        long from = Math.max(range.integer("gte", 0), Math.clamp(range.integer("gt", -1), -1, Long.MAX_VALUE - 1) + 1);
        long to = Math.min(range.integer("lte", Long.MAX_VALUE), Math.max(range.integer("lt", Long.MAX_VALUE), 0) - 1);
        return new long[]{from, to};
    }
}
