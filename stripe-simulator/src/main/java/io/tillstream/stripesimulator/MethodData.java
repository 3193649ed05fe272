package io.tillstream.stripesimulator;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A payment method as a buyer types it in: `payment_method_data`, which Stripe's own forms send.
final class MethodData {

    private static final Set<String> KNOWN = Set.of("allow_redisplay", "billing_details", TestMethod.CARD, "metadata",
            TestMethod.SEPA_DEBIT, "type", TestMethod.US_BANK_ACCOUNT);

    private static final Map<String, String> NUMBER = Map.of(TestMethod.CARD, "number", TestMethod.SEPA_DEBIT, "iban",
            TestMethod.US_BANK_ACCOUNT, "account_number");

    private MethodData() {}

    /// The name of the test payment method that the parameters mean; null when they name none.
    ///
    /// @throws Refused when the number is not one of Stripe's test numbers
    static @Nullable String named(Params params) {
        var data = params.object("payment_method_data");
        if (data == null) {
            return params.text("payment_method");
        }
        if (params.has("payment_method")) {
            throw new Refused(ApiError.invalid(400, null, "You may only specify one of these parameters: "
                    + "payment_method, payment_method_data.", null));
        }
        var type = data.allowing(KNOWN, Set.of()).requiredText("type");
        var number = NUMBER.get(type);
        if (number == null) {
            throw new Refused(ApiError.unsupported("the payment method type " + type, "payment_method_data[type]"));
        }
        return test(data.requiredObject(type), number).name();
    }

    private static TestMethod test(Params details, String name) {
        var token = details.text("token");
        var test = token != null
                ? TestMethods.find("pm_card_" + token.replaceFirst("^tok_", ""))
                : TestMethods.withNumber(details.requiredText(name).replaceAll("[ -]", ""));
        if (test == null) {
            throw new Refused(new ApiError(402, "card_error", Decline.INCORRECT_NUMBER.code(),
                    Decline.INCORRECT_NUMBER.message(), token == null ? name : "token", null));
        }
        return test;
    }
}
