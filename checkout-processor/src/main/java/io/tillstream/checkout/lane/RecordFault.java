package io.tillstream.checkout.lane;

/// It is the record's fault, not the world's: trying again will not help.
public final class RecordFault extends RuntimeException {

    public RecordFault(String reason) {
        super(reason);
    }

    public RecordFault(String reason, Throwable cause) {
        super(reason, cause);
    }

    /// Runs a pure decision: whatever it throws is the record's fault.
    public static void unless(Runnable decision) {
        try {
            decision.run();
        } catch (RuntimeException e) {
            throw new RecordFault("cannot be decided: " + e, e);
        }
    }
}
