package io.tillstream.api.webhook;

import java.util.Set;

import io.tillstream.command.PaymentDeclined;

/// What is told of a payment that was refused, in the words of the payment worker, for either may be the first to tell. Stripe asks not to tell whoever holds
/// a lost or stolen card that it is known to be one.
final class Declines {

    private static final Set<String> NOT_TOLD = Set.of("fraudulent", "lost_card", "merchant_blacklist", "pickup_card",
            "restricted_card", "security_violation", "stolen_card", "generic_decline");
    private static final Set<String> NOT_AUTHENTICATED = Set.of("payment_intent_authentication_failure",
            "authentication_required", "authentication_not_handled");
    private static final String CODE = "card_declined";
    private static final String MESSAGE = "Your card was declined.";
    private static final String NOT_AUTHENTICATED_MESSAGE = "Your bank could not confirm that it is you. Please try again, or pay in another way.";
    private static final String UNUSABLE_MESSAGE = "This way to pay cannot be used. Please choose another one.";

    private Declines() {}

    static PaymentDeclined of(StripeEvent failed) {
        var intent = failed.requiredId("id");
        var code = failed.text("last_payment_error", "decline_code")
                .or(() -> failed.text("last_payment_error", "code"))
                .or(() -> failed.text("last_payment_error", "type")).orElse(CODE);
        return NOT_TOLD.contains(code)
                ? new PaymentDeclined(intent, CODE, MESSAGE)
                : new PaymentDeclined(intent, code, message(failed, code));
    }

    /// Stripe writes only the messages of card errors for buyers; the others name ids and parameters.
    private static String message(StripeEvent failed, String code) {
        if (failed.text("last_payment_error", "type").filter("card_error"::equals).isPresent()) {
            return failed.text("last_payment_error", "message").orElse(MESSAGE);
        }
        return NOT_AUTHENTICATED.contains(code) ? NOT_AUTHENTICATED_MESSAGE : UNUSABLE_MESSAGE;
    }
}
