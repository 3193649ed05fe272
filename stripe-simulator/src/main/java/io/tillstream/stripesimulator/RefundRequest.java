package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A refund that is wanted.
///
/// @param intent and `charge` name what to refund; one of them is not null
/// @param amount null is all that is left
record RefundRequest(@Nullable String intent, @Nullable String charge, @Nullable Long amount,
        @Nullable String reason, Map<String, String> metadata) {

    private static final Set<String> KNOWN = Set.of("amount", "charge", "expand", "metadata", "payment_intent",
            "reason");

    private static final Set<String> UNSUPPORTED = Set.of("currency", "customer", "instructions_email", "origin",
            "refund_application_fee", "reverse_transfer");

    static RefundRequest parse(Map<String, Object> form) {
        var params = Params.of(form).allowing(KNOWN, UNSUPPORTED);
        var intent = params.text("payment_intent");
        var charge = params.text("charge");
        if (intent == null && charge == null) {
            throw new Refused(ApiError.invalid(400, "parameter_missing", "One of the following params should be "
                    + "provided for this request: payment_intent or charge.", null));
        }
        return new RefundRequest(intent, charge, params.positiveInteger("amount"),
                params.oneOf("reason", List.of("duplicate", "fraudulent", "requested_by_customer")),
                Metadata.of(params));
    }
}
