package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Event.Happening;
import io.tillstream.stripesimulator.Ledger.Held;

/// What Stripe tells of a change, the charge before the PaymentIntent.
/// See https://docs.stripe.com/api/events/types.
final class Happenings {

    private Happenings() {}

    /// @param before null when the PaymentIntent is new
    static List<Happening> of(@Nullable Held before, PaymentIntent intent, Change change) {
        var happened = new ArrayList<Happening>();
        if (before == null) {
            happened.add(Happening.of("payment_intent.created", change.charge() == null
                    && intent.status() != Status.REQUIRES_ACTION ? intent : intent.atFirst()));
        }
        if (change.charge() != null) {
            ofCharge(before == null ? null : before.charge(change.charge().id()), change.charge(), happened);
        }
        ofIntent(before == null ? null : before.intent(), intent, happened);
        if (change.refund() != null) {
            ofRefund(before == null ? null : before.refund(change.refund().id()), change, change.refund(), happened);
        }
        return happened;
    }

    private static void ofCharge(@Nullable Charge before, Charge after, List<Happening> happened) {
        if (before != null && before.stage() == after.stage()) {
            return;
        }
        var type = switch (after.stage()) {
            case PENDING -> "charge.pending";
            case AUTHORIZED -> "charge.succeeded";
            case CAPTURED -> before != null && before.stage() == Charge.Stage.AUTHORIZED
                    ? "charge.captured"
                    : "charge.succeeded";
            case RELEASED -> "charge.refunded";
            case EXPIRED -> "charge.expired";
            case FAILED -> "charge.failed";
        };
        happened.add(Happening.of(type, after));
    }

    private static void ofIntent(@Nullable PaymentIntent before, PaymentIntent after, List<Happening> happened) {
        boolean moved = before == null || before.status() != after.status();
        var type = switch (after.status()) {
            case REQUIRES_PAYMENT_METHOD -> hasFailed(before, after) ? "payment_intent.payment_failed" : null;
            case REQUIRES_CONFIRMATION -> null;
            case REQUIRES_ACTION -> moved ? "payment_intent.requires_action" : null;
            case PROCESSING -> moved ? "payment_intent.processing" : null;
            case REQUIRES_CAPTURE -> moved ? "payment_intent.amount_capturable_updated" : null;
            case SUCCEEDED -> moved ? "payment_intent.succeeded" : null;
            case CANCELED -> moved ? "payment_intent.canceled" : null;
        };
        if (type != null) {
            happened.add(Happening.of(type, after));
        }
    }

    private static boolean hasFailed(@Nullable PaymentIntent before, PaymentIntent after) {
        var error = after.progress().lastError();
        return error != null && (before == null || !Objects.equals(before.progress().lastError(), error));
    }

    private static void ofRefund(@Nullable Refund before, Change change, Refund after, List<Happening> happened) {
        if (before == null) {
            happened.add(Happening.of("refund.created", after));
            if (change.charge() != null) {
                happened.add(Happening.of("charge.refunded", change.charge()));
            }
            return;
        }
        Map<String, Object> previous = Map.of("status", before.state().json());
        happened.add(new Happening("refund.updated", after, previous));
        happened.add(new Happening("charge.refund.updated", after, previous));
        if (after.state() == Refund.State.FAILED) {
            happened.add(Happening.of("refund.failed", after));
        }
    }
}
