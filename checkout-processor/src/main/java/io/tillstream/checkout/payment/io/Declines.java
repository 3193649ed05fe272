package io.tillstream.checkout.payment.io;

import java.util.Set;

import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.command.PaymentDeclined;

/// What a buyer is told of a refused payment. Whoever tries stolen cards must not learn which of them are known as stolen: Stripe asks to
/// present such refusals like any other decline, so all of them, and those without a reason, have one code and one text.
final class Declines {

    static final String DECLINED = "card_declined";
    static final String DECLINED_TEXT = "Your card was declined.";
    private static final String NOT_AUTHENTICATED_TEXT = "Your bank could not confirm that it is you. Please try again, or pay in another way.";
    private static final String UNUSABLE_TEXT = "This way to pay cannot be used. Please choose another one.";

    private static final Set<String> NEVER_TOLD = Set.of("fraudulent", "lost_card", "stolen_card", "merchant_blacklist",
            "pickup_card", "restricted_card", "security_violation", "generic_decline");
    private static final Set<String> NOT_AUTHENTICATED = Set.of("payment_intent_authentication_failure",
            "authentication_required", "authentication_not_handled");

    private Declines() {}

    static PaymentDeclined told(String intent, Refused why) {
        if (NEVER_TOLD.contains(why.code())) {
            return new PaymentDeclined(intent, DECLINED, DECLINED_TEXT);
        }
        return new PaymentDeclined(intent, why.code(), text(why));
    }

    /// Stripe writes only the messages of card errors for buyers; the others name ids and parameters.
    private static String text(Refused why) {
        if (why.ofTheCard()) {
            return why.message().isEmpty() ? DECLINED_TEXT : why.message();
        }
        return NOT_AUTHENTICATED.contains(why.code()) ? NOT_AUTHENTICATED_TEXT : UNUSABLE_TEXT;
    }
}
