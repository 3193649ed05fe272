package io.tillstream.stripesimulator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.ApiError.CardRefusal;
import io.tillstream.stripesimulator.Charge.Result;
import io.tillstream.stripesimulator.Charge.Stage;
import io.tillstream.stripesimulator.TestMethod.Settling;

/// One attempt to take the money. Decides only; changes nothing.
final class Charging {

    /// How long a card's bank keeps the money reserved.
    private static final long RESERVED_SECONDS = Duration.ofDays(7).toSeconds();

    private Charging() {}

    /// @param intent has a payment method, which has been authenticated as far as needed
    static Outcome of(Moment moment, PaymentIntent intent, boolean authenticated) {
        var behaviour = method(intent).testMethod().behaviour();
        if (behaviour.settling() != Settling.AT_ONCE) {
            var pending = Result.waiting(Stage.PENDING, behaviour.settling().after(moment.second()));
            return charged(moment, intent, Status.PROCESSING, pending, authenticated);
        }
        if (behaviour.decline() != null) {
            return failed(moment, intent, behaviour.decline(), authenticated);
        }
        if (intent.terms().manualCapture()) {
            var reserved = Result.waiting(Stage.AUTHORIZED, moment.second() + RESERVED_SECONDS);
            return charged(moment, intent, Status.REQUIRES_CAPTURE, reserved, authenticated);
        }
        return taken(moment, intent, authenticated);
    }

    private static Outcome taken(Moment moment, PaymentIntent intent, boolean authenticated) {
        long amount = intent.terms().amount();
        var charge = charge(moment, intent, Result.captured(amount), authenticated);
        return Outcome.charged(intent.with(intent.progress().charging(charge.id()).succeeding(amount)), charge, null);
    }

    private static Outcome charged(Moment moment, PaymentIntent intent, Status status, Result result,
            boolean authenticated) {
        var charge = charge(moment, intent, result, authenticated);
        return Outcome.charged(intent.with(intent.progress().charging(charge.id()).as(status)), charge, null);
    }

    static Outcome failed(Moment moment, PaymentIntent intent, Decline decline) {
        return failed(moment, intent, decline, false);
    }

    private static Outcome failed(Moment moment, PaymentIntent intent, Decline decline, boolean authenticated) {
        var charge = charge(moment, intent, Result.failed(decline), authenticated);
        var error = ApiError.declined(decline, charge.id(), charge.method());
        return Outcome.charged(intent.with(intent.progress().charging(charge.id()).failing(error)), charge, error);
    }

    private static Charge charge(Moment moment, PaymentIntent intent, Result result, boolean authenticated) {
        var method = method(intent);
        var id = moment.names().charge(method.testMethod().isCard() ? "ch" : "py");
        return new Charge(id, intent.account(), intent.id(), moment.second(), intent.terms(), method, authenticated,
                result);
    }

    /// The bank tells how a pending charge ended.
    static Outcome settled(PaymentIntent intent, Charge pending, @Nullable Decline decline) {
        if (decline == null) {
            long amount = intent.terms().amount();
            return Outcome.charged(intent.with(intent.progress().succeeding(amount)),
                    pending.with(Result.captured(amount)), null);
        }
        var error = new ApiError(400, ApiError.INVALID_REQUEST, decline.code(), decline.message(), null,
                new CardRefusal(pending.id(), decline.declineCode(), pending.method()));
        return Outcome.charged(intent.with(intent.progress().failing(error)), pending.with(Result.failed(decline)),
                null);
    }

    private static PaymentMethod method(PaymentIntent intent) {
        var method = intent.progress().paymentMethod();
        if (method == null) {
            throw new IllegalStateException(intent.id() + " has no payment method");
        }
        return method;
    }
}
