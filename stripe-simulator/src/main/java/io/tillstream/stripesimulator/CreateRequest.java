package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A PaymentIntent that is wanted.
///
/// @param confirm whether to confirm at once, as `confirmation` says
record CreateRequest(Terms terms, boolean confirm, ConfirmRequest confirmation) {

    private static final List<String> DETAILS = List.of("capture_method", "customer", "description", "receipt_email",
            "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_group");

    private static final Set<String> KNOWN = Set.of("amount", "automatic_payment_methods", "capture_method", "confirm",
            "confirmation_method", "currency", "customer", "description", "error_on_requires_action", "expand",
            "metadata", "off_session", "payment_method", "payment_method_types", "receipt_email", "return_url",
            "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_group",
            "use_stripe_sdk");

    private static final Set<String> UNSUPPORTED = Set.of("allowed_payment_method_types", "amount_details",
            "application_fee_amount", "confirmation_token", "customer_account", "excluded_payment_method_types",
            "hooks",
            "managed_payments", "mandate", "mandate_data", "on_behalf_of", "payment_details",
            "payment_method_configuration", "payment_method_data", "payment_method_options", "radar_options",
            "transfer_data");

    private static final int MAX_METADATA = 50;
    private static final int MAX_METADATA_KEY = 40;
    private static final int MAX_METADATA_VALUE = 500;

    static CreateRequest parse(Map<String, Object> form) {
        var params = Params.of(form).allowing(KNOWN, UNSUPPORTED);
        requireSupported(params);
        boolean confirm = params.flag("confirm");
        if (!confirm) {
            refuseConfirmOnly(params);
        }
        return new CreateRequest(terms(params), confirm, ConfirmRequest.from(params, List.of()));
    }

    private static void refuseConfirmOnly(Params params) {
        ConfirmRequest.CONFIRM_ONLY.stream().sorted().filter(params::has).findFirst().ifPresent(name -> {
            throw new Refused(ApiError.invalid(400, null,
                    "The parameter `%s` can only be used with `confirm` set to `true`.".formatted(name), name));
        });
    }

    private static Terms terms(Params params) {
        long amount = params.requiredInteger("amount");
        var currency = Currencies.require(params.requiredText("currency"));
        Currencies.requireChargeable(amount, currency);
        return new Terms(amount, currency, allowRedirects(params), List.of("card"), metadata(params),
                ConfirmRequest.details(params, DETAILS));
    }

    // since 2023-08-16 Stripe chooses the methods automatically when the caller says nothing
    private static @Nullable String allowRedirects(Params params) {
        var automatic = params.object("automatic_payment_methods");
        if (automatic == null) {
            return params.has("payment_method_types") ? null : "always";
        }
        automatic.allowing(Set.of("enabled", "allow_redirects"), Set.of()).requiredText("enabled");
        boolean enabled = automatic.flag("enabled");
        if (enabled && params.has("payment_method_types")) {
            throw new Refused(ApiError.invalid(400, null, "You may only specify one of these parameters: "
                    + "automatic_payment_methods, payment_method_types.", null));
        }
        var redirects = automatic.oneOf("allow_redirects", List.of("always", "never"));
        return !enabled ? null : redirects == null ? "always" : redirects;
    }

    static void requireSupported(Params params) {
        var capture = params.oneOf("capture_method", List.of("automatic", "automatic_async", "manual"));
        if ("manual".equals(capture)) {
            throw new Refused(ApiError.unsupported("capture_method=manual", "capture_method"));
        }
        var confirmation = params.oneOf("confirmation_method", List.of("automatic", "manual"));
        if ("manual".equals(confirmation)) {
            throw new Refused(ApiError.unsupported("confirmation_method=manual", "confirmation_method"));
        }
        var types = params.strings("payment_method_types");
        if (!types.isEmpty() && !types.containsValue("card")) {
            throw new Refused(ApiError.unsupported("payment_method_types without card", "payment_method_types"));
        }
    }

    private static Map<String, String> metadata(Params params) {
        var metadata = params.strings("metadata");
        if (metadata.size() > MAX_METADATA) {
            throw new Refused(ApiError.invalid(400, null,
                    "Metadata can have up to %d keys, but you passed %d.".formatted(MAX_METADATA, metadata.size()),
                    "metadata"));
        }
        metadata.forEach(CreateRequest::requireShort);
        return metadata;
    }

    private static void requireShort(String key, String value) {
        if (key.length() > MAX_METADATA_KEY) {
            throw new Refused(ApiError.invalid(400, null, "Metadata keys must be under %d characters: %s"
                    .formatted(MAX_METADATA_KEY, key), "metadata"));
        }
        if (value.length() > MAX_METADATA_VALUE) {
            throw new Refused(ApiError.invalid(400, null, "Metadata values must be under %d characters: %s"
                    .formatted(MAX_METADATA_VALUE, key), "metadata[%s]".formatted(key)));
        }
    }
}
