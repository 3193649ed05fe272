package io.tillstream.stripesimulator;

import tools.jackson.databind.node.ObjectNode;

/// A payment method as Stripe writes it.
final class MethodJson {

    private static final ObjectNode TEMPLATE = Json.template("payment_method.json");

    private MethodJson() {}

    /// @param created seconds since the epoch
    static ObjectNode of(PaymentMethod method, long created) {
        var json = TEMPLATE.deepCopy();
        var test = method.testMethod();
        json.put("id", method.id()).put("created", created).put("type", test.type());
        if (test.isCard()) {
            putCard((ObjectNode) json.get(TestMethod.CARD), test);
        } else {
            json.remove(TestMethod.CARD);
            json.set(test.type(), bank(test));
        }
        return json;
    }

    private static void putCard(ObjectNode card, TestMethod test) {
        var brand = test.face().brand();
        card.put("brand", brand).put("display_brand", brand).put("country", test.face().country())
                .put("funding", test.funding()).put("last4", test.face().last4());
        card.withObject("networks").putArray("available").add(brand);
    }

    /// The account of a bank debit.
    static ObjectNode bank(TestMethod test) {
        var bank = Json.MAPPER.createObjectNode();
        if (test.type().equals(TestMethod.US_BANK_ACCOUNT)) {
            bank.put("account_holder_type", "individual").put("account_type", "checking")
                    .put("bank_name", test.face().brand()).put("routing_number", "110000000");
        } else {
            bank.put("bank_code", test.face().number().substring(4, 9)).putNull("branch_code")
                    .put("country", test.face().country());
        }
        return bank.put("fingerprint", "sImuLat0rBank000").put("last4", test.face().last4());
    }
}
