package io.tillstream.stripesimulator;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Charge.Result;
import io.tillstream.stripesimulator.Charge.Stage;
import io.tillstream.stripesimulator.Ledger.Held;
import io.tillstream.stripesimulator.PaymentIntent.Cancellation;

/// How a PaymentIntent ends: captured, canceled, expired or settled. Decides only; changes nothing.
final class EndingDecider {

    private EndingDecider() {}

    static Outcome capture(Held held, CaptureRequest request) {
        var intent = held.intent();
        var charge = held.latestCharge();
        if (intent.status() != Status.REQUIRES_CAPTURE || charge == null) {
            return Outcome.refused(intent, ApiError.unexpectedState(("This PaymentIntent could not be captured because "
                    + "it has a status of %s. Only a PaymentIntent with one of the following statuses may be captured: "
                    + "requires_capture.").formatted(intent.status().json())));
        }
        long amount = request.amount() == null ? intent.terms().amount() : request.amount();
        if (amount > intent.terms().amount()) {
            return Outcome.refused(intent,
                    ApiError.badParameter("amount_too_large", "The payment could not be captured "
                            + "because the requested capture amount is greater than the authorized amount.",
                            "amount_to_capture"));
        }
        return Outcome.charged(intent.with(intent.progress().succeeding(amount)),
                charge.with(Result.captured(amount)), null);
    }

    static Outcome cancel(Moment moment, Held held, CancelRequest request) {
        var intent = held.intent();
        if (intent.status().terminal()) {
            return Outcome.refused(intent, ApiError.unexpectedState(("You cannot cancel this PaymentIntent because it "
                    + "has a status of %s. Only a PaymentIntent with one of the following statuses may be canceled: "
                    + "requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.")
                    .formatted(intent.status().json())));
        }
        return ended(moment, held, request.reason(), Stage.RELEASED);
    }

    /// Nobody captured the money in time.
    ///
    /// @return null when it is not so
    static @Nullable Outcome expire(Moment moment, Held held) {
        return held.intent().status() == Status.REQUIRES_CAPTURE && isDue(moment, held.latestCharge())
                ? ended(moment, held, "automatic", Stage.EXPIRED)
                : null;
    }

    /// What the bank tells about a pending charge in its time.
    ///
    /// @return null when it is not time
    static @Nullable Outcome settle(Moment moment, Held held) {
        var charge = held.latestCharge();
        return held.intent().status() == Status.PROCESSING && charge != null && isDue(moment, charge)
                ? Charging.settled(held.intent(), charge, charge.method().testMethod().behaviour().decline())
                : null;
    }

    /// What the bank is made to tell about a pending charge.
    static Outcome settle(Held held, boolean success) {
        var charge = held.latestCharge();
        if (held.intent().status() != Status.PROCESSING || charge == null) {
            return Outcome.refused(held.intent(),
                    ApiError.unexpectedState("The PaymentIntent %s is not processing, it is %s."
                            .formatted(held.intent().id(), held.intent().status().json())));
        }
        return Charging.settled(held.intent(), charge, success ? null : Decline.BANK_GENERIC);
    }

    private static Outcome ended(Moment moment, Held held, @Nullable String reason, Stage stage) {
        var intent = held.intent();
        var canceled = intent.with(intent.progress().canceled(new Cancellation(moment.second(), reason)));
        return Outcome.done(Change.of(canceled, givenBack(held.latestCharge(), stage)));
    }

    private static @Nullable Charge givenBack(@Nullable Charge charge, Stage stage) {
        if (charge == null) {
            return null;
        }
        return switch (charge.stage()) {
            case AUTHORIZED -> charge.with(Result.over(stage));
            case PENDING -> charge.with(Result.failed(null));
            case CAPTURED, RELEASED, EXPIRED, FAILED -> null;
        };
    }

    private static boolean isDue(Moment moment, @Nullable Charge charge) {
        var due = charge == null ? null : charge.result().dueAt();
        return due != null && due <= moment.second();
    }
}
