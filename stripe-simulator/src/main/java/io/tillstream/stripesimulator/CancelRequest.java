package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// @param reason null when the caller gives none
record CancelRequest(@Nullable String reason) {

    static CancelRequest parse(Map<String, Object> form) {
        var params = Params.of(form).allowing(Set.of("cancellation_reason", "expand"), Set.of());
        return new CancelRequest(params.oneOf("cancellation_reason",
                List.of("duplicate", "fraudulent", "requested_by_customer", "abandoned")));
    }
}
