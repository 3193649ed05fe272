package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;

import io.tillstream.stripesimulator.Charge.Stage;
import io.tillstream.stripesimulator.Ledger.Held;

/// One PaymentIntent in the ledger dump. What was charged is counted from the charges, what went back from the refunds;
/// neither is taken from the status.
///
/// @param created seconds since the epoch
/// @param amount and the other amounts in the currency's minor unit
record LedgerRow(String id, String account, String status, long created, long amount, String currency,
        Map<String, String> metadata, long successfulCharges, long failedCharges, long amountReceived,
        long amountRefunded, long amountCapturable, List<RefundRow> refunds) {

    record RefundRow(String id, String charge, long created, long amount, String status,
            Map<String, String> metadata) {

        private static RefundRow of(Refund refund) {
            return new RefundRow(refund.id(), refund.of().charge(), refund.created(), refund.wish().amount(),
                    refund.state().json(), refund.wish().metadata());
        }
    }

    static LedgerRow of(Held held) {
        var intent = held.intent();
        var terms = intent.terms();
        return new LedgerRow(intent.id(), intent.account(), intent.status().json(), intent.created(), terms.amount(),
                terms.currency(), terms.metadata(), count(held, Stage.CAPTURED), count(held, Stage.FAILED),
                held.charges().stream().mapToLong(charge -> charge.result().captured()).sum(),
                held.refunds().stream().filter(refund -> refund.state() != Refund.State.FAILED)
                        .mapToLong(refund -> refund.wish().amount()).sum(),
                intent.capturable(), held.refunds().stream().map(RefundRow::of).toList());
    }

    private static long count(Held held, Stage stage) {
        return held.charges().stream().filter(charge -> charge.stage() == stage).count();
    }
}
