package io.tillstream.stripesimulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// How a PaymentIntent is to be confirmed.
///
/// @param paymentMethod the name of a test payment method or an id; null keeps the one that is there
/// @param clientSecret null when the caller gave none
/// @param details to put into the PaymentIntent; empty when none
record ConfirmRequest(@Nullable String paymentMethod, @Nullable String returnUrl, boolean offSession,
        boolean errorOnRequiresAction, @Nullable String clientSecret, Map<String, Object> details) {

    /// Parameters that make sense only while confirming.
    static final Set<String> CONFIRM_ONLY = Set.of("error_on_requires_action", "off_session", "return_url");

    private static final Set<String> KNOWN = Set.of("capture_method", "client_secret", "error_on_requires_action",
            "expand", "key", "mandate_data", "off_session", "payment_method", "payment_method_data",
            "payment_method_types", "receipt_email", "return_url",
            "setup_future_usage", "shipping", "use_stripe_sdk");

    private static final Set<String> UNSUPPORTED = Set.of("allowed_payment_method_types", "amount_details",
            "amount_to_confirm", "confirmation_token", "excluded_payment_method_types", "hooks", "mandate",
            "payment_details", "payment_method_options", "radar_options");

    private static final List<String> DETAILS = List.of(Terms.CAPTURE_METHOD, "receipt_email", "setup_future_usage",
            "shipping");

    static ConfirmRequest parse(Map<String, Object> form) {
        var params = Params.of(form).allowing(KNOWN, UNSUPPORTED);
        CreateRequest.requireSupported(params);
        return from(params, DETAILS);
    }

    static ConfirmRequest from(Params params, List<String> detailNames) {
        return new ConfirmRequest(MethodData.named(params), params.text("return_url"), offSession(params),
                params.flag("error_on_requires_action"), params.text("client_secret"), details(params, detailNames));
    }

    ConfirmRequest withoutMethod() {
        return new ConfirmRequest(null, returnUrl, offSession, errorOnRequiresAction, clientSecret, details);
    }

    // true, or one of the words that Stripe took for it in former versions
    private static boolean offSession(Params params) {
        var value = params.text("off_session");
        return "one_off".equals(value) || "recurring".equals(value) || params.flag("off_session");
    }

    static Map<String, Object> details(Params params, List<String> names) {
        var details = new HashMap<String, Object>();
        for (var name : names) {
            var value = params.raw(name);
            if (value != null && !value.equals("")) {
                details.put(name, value);
            }
        }
        return details;
    }
}
