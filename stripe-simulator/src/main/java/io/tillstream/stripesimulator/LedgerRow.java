package io.tillstream.stripesimulator;

import java.util.Map;

import io.tillstream.stripesimulator.Ledger.Held;

/// One PaymentIntent in the ledger dump. What was charged is counted from the charges, not taken from the status.
///
/// @param created seconds since the epoch
/// @param amount and the other amounts in the currency's minor unit
record LedgerRow(String id, String account, String status, long created, long amount, String currency,
        Map<String, String> metadata, long successfulCharges, long failedCharges, long amountReceived,
        long amountRefunded) {

    static LedgerRow of(Held held) {
        var intent = held.intent();
        var terms = intent.terms();
        var paid = held.charges().stream().filter(Charge::succeeded).toList();
        return new LedgerRow(intent.id(), intent.account(), intent.status().json(), intent.created(), terms.amount(),
                terms.currency(), terms.metadata(), paid.size(), held.charges().size() - paid.size(),
                paid.stream().mapToLong(charge -> charge.terms().amount()).sum(), 0);
    }
}
