package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// A documented test payment method and how it behaves.
///
/// @param name as a caller writes it, `pm_card_visa`
/// @param decline null when charging it succeeds
record TestCard(String name, String brand, String last4, String country, Authentication authentication,
        @Nullable Decline decline) {

    /// When the bank wants to see its customer.
    enum Authentication {
        NEVER,
        // always, also when the customer is away
        ALWAYS,
        // only while the customer is present
        ON_SESSION
    }

    String funding() {
        return name.endsWith("_debit") ? "debit" : name.endsWith("_prepaid") ? "prepaid" : "credit";
    }
}
