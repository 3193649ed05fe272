package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Ledger.Held;
import io.tillstream.stripesimulator.Refund.Of;
import io.tillstream.stripesimulator.Refund.Progress;
import io.tillstream.stripesimulator.Refund.State;
import io.tillstream.stripesimulator.Refund.Wish;
import io.tillstream.stripesimulator.TestMethod.Refunding;

/// How money goes back, never more than came. Decides only; changes nothing.
/// See https://docs.stripe.com/refunds.
final class RefundDecider {

    private static final String FAILURE = "expired_or_canceled_card";
    private static final long SETTLED_AFTER_SECONDS = 10;

    private RefundDecider() {}

    /// @param charge to refund; null when the PaymentIntent has none
    static Outcome create(Moment moment, PaymentIntent intent, @Nullable Charge charge, RefundRequest request) {
        if (charge == null || !charge.succeeded()) {
            return Outcome.failed(ApiError.unexpectedState(
                    "This PaymentIntent (%s) does not have a successful charge to refund.".formatted(intent.id())));
        }
        if (charge.refundable() == 0) {
            return Outcome.failed(ApiError.invalid(400, "charge_already_refunded",
                    "Charge %s has already been refunded.".formatted(charge.id()), null));
        }
        long amount = request.amount() == null ? charge.refundable() : request.amount();
        if (amount > charge.refundable()) {
            return Outcome.failed(tooMuch(amount, charge));
        }
        var wish = new Wish(amount, charge.terms().currency(), request.reason(), request.metadata());
        var refund = new Refund(moment.names().refund(), moment.names().number(), moment.second(),
                new Of(charge.account(), intent.id(), charge.id(), charge.method()), wish, first(moment, charge));
        return Outcome.done(Change.of(intent, charge.with(charge.result().refundedBy(amount)), refund));
    }

    private static Progress first(Moment moment, Charge charge) {
        long later = moment.second() + SETTLED_AFTER_SECONDS;
        return switch (charge.method().testMethod().behaviour().refunding()) {
            case SUCCEEDS -> new Progress(State.SUCCEEDED, null, null);
            case PENDING_FIRST -> new Progress(State.PENDING, null, later);
            case FAILS_LATER -> new Progress(State.SUCCEEDED, null, later);
        };
    }

    private static ApiError tooMuch(long amount, Charge charge) {
        var currency = charge.terms().currency();
        var rest = charge.result().refunded() == 0 ? "charge amount" : "unrefunded amount on charge";
        return ApiError.invalid(400, null, "Refund amount (%s) is greater than %s (%s)".formatted(
                Currencies.price(amount, currency), rest, Currencies.price(charge.refundable(), currency)), "amount");
    }

    /// What becomes of a refund in its time.
    ///
    /// @return null when it is not time
    static @Nullable Outcome settle(Moment moment, Held held, Refund refund) {
        var due = refund.progress().dueAt();
        if (due == null || due > moment.second()) {
            return null;
        }
        boolean fails = refund.of().method().testMethod().behaviour().refunding() == Refunding.FAILS_LATER;
        return settled(held, refund, !fails);
    }

    /// What the bank is made to tell about a refund: also one that had succeeded may fail.
    static Outcome settle(Held held, Refund refund, boolean success) {
        boolean possible = refund.state() == State.PENDING || (refund.state() == State.SUCCEEDED && !success);
        return possible
                ? settled(held, refund, success)
                : Outcome.refused(held.intent(), ApiError.unexpectedState("The refund %s is already %s."
                        .formatted(refund.id(), refund.state().json())));
    }

    private static Outcome settled(Held held, Refund refund, boolean success) {
        var charge = held.charge(refund.of().charge());
        if (charge == null) {
            throw new IllegalStateException(refund.id() + " has no charge");
        }
        if (success) {
            return Outcome.done(Change.of(held.intent(), charge,
                    refund.with(new Progress(State.SUCCEEDED, null, null))));
        }
        return Outcome.done(Change.of(held.intent(),
                charge.with(charge.result().refundedBy(-refund.wish().amount())),
                refund.with(new Progress(State.FAILED, FAILURE, null))));
    }
}
