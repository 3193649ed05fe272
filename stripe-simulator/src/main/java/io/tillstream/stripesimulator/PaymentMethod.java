package io.tillstream.stripesimulator;

/// One use of a test payment method. Stripe makes a new PaymentMethod out of every `pm_card_...` that it is given.
///
/// @param id `pm_1...`
/// @param test the name of the [TestMethod]
record PaymentMethod(String id, String test) {

    PaymentMethod {
        test = test.intern();
    }

    TestMethod testMethod() {
        return TestMethods.get(test);
    }
}
