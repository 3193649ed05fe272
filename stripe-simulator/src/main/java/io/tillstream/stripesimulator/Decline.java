package io.tillstream.stripesimulator;

import java.util.Locale;

/// Why a card is refused: Stripe's `code`, `decline_code` and message.
/// See https://docs.stripe.com/declines/codes.
enum Decline {
    GENERIC_DECLINE("card_declined", "Your card was declined."),

    INSUFFICIENT_FUNDS("card_declined", "Your card has insufficient funds."),

    LOST_CARD("card_declined", "Your card was declined."),

    STOLEN_CARD("card_declined", "Your card was declined."),

    FRAUDULENT("card_declined", "Your card was declined."),

    CARD_VELOCITY_EXCEEDED("card_declined",
            "Your card was declined for making repeated attempts too frequently or exceeding its amount limit."),

    EXPIRED_CARD("expired_card", "Your card has expired."),

    INCORRECT_CVC("incorrect_cvc", "Your card's security code is incorrect."),

    INCORRECT_NUMBER("incorrect_number", "Your card number is incorrect."),

    PROCESSING_ERROR("processing_error",
            "An error occurred while processing your card. Try again in a little bit."),

    AUTHENTICATION_REQUIRED("authentication_required",
            "Your card was declined. This transaction requires authentication.");

    private final String code;
    private final String message;
    private final String declineCode = name().toLowerCase(Locale.ROOT);

    Decline(String code, String message) {
        this.code = code;
        this.message = message;
    }

    String code() {
        return code;
    }

    String declineCode() {
        return declineCode;
    }

    String message() {
        return message;
    }
}
