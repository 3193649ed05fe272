package io.tillstream.stripesimulator;

/// One use of a test card. Stripe makes a new PaymentMethod out of every `pm_card_...` that it is given.
///
/// @param id `pm_1...`
/// @param card the name of the [TestCard]
record PaymentMethod(String id, String card) {

    TestCard testCard() {
        return TestCards.get(card);
    }
}
