package io.tillstream.stripesimulator;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Why a payment is refused: Stripe's `code`, `decline_code` and message.
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
            "Your card was declined. This transaction requires authentication."),

    ACCOUNT_CLOSED("account_closed", "The customer's bank account has been closed.", null),

    NO_ACCOUNT("no_account", "The customer's bank account could not be located.", null),

    BANK_INSUFFICIENT_FUNDS("insufficient_funds",
            "The customer's account has insufficient funds to cover this payment.",
            null),

    DEBIT_NOT_AUTHORIZED("debit_not_authorized",
            "The customer has notified their bank that this payment was unauthorized.", null),

    INVALID_CURRENCY("invalid_currency", "The customer's bank account does not support the currency of this payment.",
            null),

    BANK_GENERIC("generic_could_not_process", "The customer's bank could not process this payment.", null);

    private final String code;
    private final String message;
    private final @Nullable String declineCode;

    Decline(String code, String message) {
        this.code = code;
        this.message = message;
        declineCode = name().toLowerCase(Locale.ROOT);
    }

    Decline(String code, String message, @Nullable String declineCode) {
        this.code = code;
        this.message = message;
        this.declineCode = declineCode;
    }

    String code() {
        return code;
    }

    /// Null for bank debits, which have none.
    @Nullable
    String declineCode() {
        return declineCode;
    }

    String message() {
        return message;
    }
}
