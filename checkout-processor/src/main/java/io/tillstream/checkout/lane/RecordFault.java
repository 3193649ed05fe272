package io.tillstream.checkout.lane;

import java.sql.SQLException;

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

    /// Besides this exception: bad data (SQLSTATE 22), a broken constraint (23) and a limit (54) come again however often the record is tried.
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordFault) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().matches("(22|23|54)...");
            }
        }
        return false;
    }
}
