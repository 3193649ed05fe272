package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

/// One attempt to take the money of a PaymentIntent.
///
/// @param created seconds since the epoch
/// @param authenticated whether the buyer proved who he is
record Charge(String id, String account, String intent, long created, Terms terms, PaymentMethod method,
        boolean authenticated, Result result) implements Subject {

    /// @param decline null unless the money was refused
    /// @param captured and `refunded` in the currency's minor unit
    /// @param dueAt seconds since the epoch, when it moves on by itself: a pending one settles, an authorization
    /// expires; null when never
    record Result(Stage stage, @Nullable Decline decline, long captured, long refunded, @Nullable Long dueAt) {

        static Result failed(@Nullable Decline why) {
            return new Result(Stage.FAILED, why, 0, 0, null);
        }

        static Result captured(long money) {
            return new Result(Stage.CAPTURED, null, money, 0, null);
        }

        static Result waiting(Stage stage, @Nullable Long until) {
            return new Result(stage, null, 0, 0, until);
        }

        static Result over(Stage stage) {
            return new Result(stage, null, 0, 0, null);
        }

        Result refundedBy(long money) {
            return new Result(stage, decline, captured, refunded + money, dueAt);
        }
    }

    enum Stage {
        // the bank will tell
        PENDING,
        // the money is reserved, and may be captured
        AUTHORIZED,
        // the money was taken
        CAPTURED,
        // was reserved, and the merchant gave it back
        RELEASED,
        // was reserved, and nobody took it in time
        EXPIRED, FAILED
    }

    Stage stage() {
        return result.stage();
    }

    boolean succeeded() {
        return stage() == Stage.CAPTURED;
    }

    /// What may still be refunded.
    long refundable() {
        return result.captured() - result.refunded();
    }

    /// The same, holding what never changes as its PaymentIntent holds it.
    Charge sharing(PaymentIntent known) {
        return new Charge(id, known.account(), known.id(), created,
                terms.equals(known.terms()) ? known.terms() : terms, method, authenticated, result);
    }

    Charge with(Result next) {
        return new Charge(id, account, intent, created, terms, method, authenticated, next);
    }
}
