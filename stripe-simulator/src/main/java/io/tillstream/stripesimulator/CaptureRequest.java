package io.tillstream.stripesimulator;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// @param amount null captures everything
record CaptureRequest(@Nullable Long amount) {

    private static final Set<String> UNSUPPORTED = Set.of("amount_details", "application_fee_amount", "hooks",
            "metadata", "payment_details", "statement_descriptor", "statement_descriptor_suffix", "transfer_data");

    static CaptureRequest parse(Map<String, Object> form) {
        var params = Params.of(form).allowing(Set.of("amount_to_capture", "expand", "final_capture"), UNSUPPORTED);
        if (params.has("final_capture") && !params.flag("final_capture")) {
            throw new Refused(ApiError.unsupported("more than one capture", "final_capture"));
        }
        return new CaptureRequest(params.positiveInteger("amount_to_capture"));
    }
}
