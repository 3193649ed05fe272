package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// A documented test payment method and how it behaves.
///
/// @param name as a caller writes it, `pm_card_visa`
record TestMethod(String name, Face face, Behaviour behaviour) {

    static final String CARD = "card";
    static final String US_BANK_ACCOUNT = "us_bank_account";
    static final String SEPA_DEBIT = "sepa_debit";

    /// @param type Stripe's word, such as `card`
    /// @param brand of a card; the bank's name otherwise
    /// @param number of the card or the account
    /// @param country two capital letters
    record Face(String type, String brand, String number, String country) {

        String last4() {
            return number.substring(number.length() - 4);
        }
    }

    /// @param decline null when charging it succeeds
    record Behaviour(Authentication authentication, @Nullable Decline decline, Settling settling,
            Refunding refunding) {}

    /// When the bank wants to see its customer.
    enum Authentication {
        NEVER,
        // always, also when the customer is away
        ALWAYS,
        // only while the customer is present
        ON_SESSION
    }

    /// When the bank tells whether there was money.
    enum Settling {
        AT_ONCE(0L), SOON(10L), AFTER_MINUTES(180L), NEVER(null);

        private final @Nullable Long seconds;

        Settling(@Nullable Long seconds) {
            this.seconds = seconds;
        }

        /// Null when never.
        @Nullable
        Long after(long second) {
            return seconds == null ? null : second + seconds;
        }
    }

    /// How refunds of it end.
    enum Refunding {
        SUCCEEDS, PENDING_FIRST, FAILS_LATER
    }

    String type() {
        return face.type();
    }

    boolean isCard() {
        return type().equals(CARD);
    }

    String funding() {
        return name.endsWith("_debit") ? "debit" : name.endsWith("_prepaid") ? "prepaid" : "credit";
    }
}
