package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// A PaymentIntent that is wanted.
///
/// @param confirm whether to confirm at once, as `confirmation` says
record CreateRequest(Terms terms, boolean confirm, ConfirmRequest confirmation) {

    private static final List<String> DETAILS = List.of("capture_method", "customer", "description", "receipt_email",
            "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_group");

    private static final String AUTOMATIC_SINCE = "2023-08-16";

    // each is for one currency
    private static final Map<String, String> DEBITS = Map.of(TestMethod.US_BANK_ACCOUNT, "usd", TestMethod.SEPA_DEBIT,
            "eur");

    private static final Set<String> KNOWN = Set.of("amount", "automatic_payment_methods", "capture_method", "confirm",
            "confirmation_method", "currency", "customer", "description", "error_on_requires_action", "expand",
            "mandate_data", "metadata", "off_session", "payment_method", "payment_method_data", "payment_method_types",
            "receipt_email", "return_url",
            "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_group",
            "use_stripe_sdk");

    private static final Set<String> UNSUPPORTED = Set.of("allowed_payment_method_types", "amount_details",
            "application_fee_amount", "confirmation_token", "customer_account", "excluded_payment_method_types",
            "hooks", "managed_payments", "mandate", "on_behalf_of", "payment_details",
            "payment_method_configuration", "payment_method_options", "radar_options",
            "transfer_data");

    /// @param version of the API that the caller speaks
    static CreateRequest parse(Map<String, Object> form, String version) {
        var params = Params.of(form).allowing(KNOWN, UNSUPPORTED);
        requireSupported(params);
        boolean confirm = params.flag("confirm");
        if (!confirm) {
            refuseConfirmOnly(params);
        }
        return new CreateRequest(terms(params, version), confirm, ConfirmRequest.from(params, List.of()));
    }

    private static void refuseConfirmOnly(Params params) {
        ConfirmRequest.CONFIRM_ONLY.stream().sorted().filter(params::has).findFirst().ifPresent(name -> {
            throw new Refused(ApiError.invalid(400, null,
                    "The parameter `%s` can only be used with `confirm` set to `true`.".formatted(name), name));
        });
    }

    private static Terms terms(Params params, String version) {
        long amount = params.requiredInteger("amount");
        var currency = Currencies.require(params.requiredText("currency"));
        Currencies.requireChargeable(amount, currency);
        var redirects = allowRedirects(params, version);
        return new Terms(amount, currency, redirects, types(params, currency, redirects != null),
                Metadata.of(params), ConfirmRequest.details(params, DETAILS));
    }

    // since that version Stripe chooses the methods automatically when the caller says nothing
    private static @Nullable String allowRedirects(Params params, String version) {
        var automatic = params.object("automatic_payment_methods");
        if (automatic == null) {
            return params.has("payment_method_types") || version.compareTo(AUTOMATIC_SINCE) < 0 ? null : "always";
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

    // unless they are named, what the merchant switched on: cards, and the bank debit of the currency
    private static List<String> types(Params params, String currency, boolean automatic) {
        var named = params.strings("payment_method_types");
        if (!named.isEmpty()) {
            named.values().forEach(type -> requireFor(currency, type));
            return named.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList();
        }
        return automatic
                ? Stream.concat(Stream.of(TestMethod.CARD), DEBITS.entrySet().stream()
                        .filter(debit -> debit.getValue().equals(currency)).map(Map.Entry::getKey)).toList()
                : List.of(TestMethod.CARD);
    }

    private static void requireFor(String currency, String type) {
        if (type.equals(TestMethod.CARD)) {
            return;
        }
        var needed = DEBITS.get(type);
        if (needed == null) {
            throw new Refused(ApiError.unsupported("the payment method type " + type, "payment_method_types"));
        }
        if (!needed.equals(currency)) {
            throw new Refused(ApiError.invalid(400, null,
                    "The currency provided (%s) is invalid. Payments with %s support the following currencies: %s."
                            .formatted(currency, type, needed),
                    "currency"));
        }
    }

    static void requireSupported(Params params) {
        params.oneOf(Terms.CAPTURE_METHOD, List.of("automatic", "automatic_async", "manual"));
        var confirmation = params.oneOf("confirmation_method", List.of("automatic", "manual"));
        if ("manual".equals(confirmation)) {
            throw new Refused(ApiError.unsupported("confirmation_method=manual", "confirmation_method"));
        }
    }
}
