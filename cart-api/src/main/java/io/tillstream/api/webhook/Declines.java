package io.tillstream.api.webhook;

import java.util.Set;

import io.tillstream.command.PaymentDeclined;

/// What is told of a card that was refused. Stripe asks not to tell whoever holds a lost or stolen card that it is known to be one.
final class Declines {

    private static final Set<String> NOT_TOLD = Set.of("fraudulent", "lost_card", "merchant_blacklist", "pickup_card",
            "restricted_card", "security_violation", "stolen_card");
    private static final String CODE = "generic_decline";
    private static final String MESSAGE = "Your card was declined.";

    private Declines() {}

    static PaymentDeclined of(StripeEvent failed) {
        var code = failed.text("last_payment_error", "decline_code")
                .or(() -> failed.text("last_payment_error", "code"))
                .or(() -> failed.text("last_payment_error", "type")).orElse(CODE);
        return NOT_TOLD.contains(code)
                ? new PaymentDeclined(failed.requiredId("id"), CODE, MESSAGE)
                : new PaymentDeclined(failed.requiredId("id"), code,
                        failed.text("last_payment_error", "message").orElse(MESSAGE));
    }
}
