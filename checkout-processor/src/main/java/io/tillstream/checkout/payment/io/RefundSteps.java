package io.tillstream.checkout.payment.io;

import static java.util.Comparator.comparing;

import java.util.stream.Stream;

import io.tillstream.checkout.payment.io.PaymentStep.Again;
import io.tillstream.checkout.payment.io.PaymentStep.Call;
import io.tillstream.checkout.payment.io.PaymentStep.Publish;
import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Page;
import io.tillstream.checkout.payment.io.StripeAnswer.RefundPage;
import io.tillstream.checkout.payment.io.StripeAnswer.Refunded;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.FindRefund;
import io.tillstream.checkout.payment.io.StripeCall.Refund;
import io.tillstream.command.RefundPayment;
import io.tillstream.command.RefundRefused;
import io.tillstream.command.RefundUpdated;

/// What Stripe's answers mean for a refund. Pure. Nothing is refunded before Stripe was asked whether it has the refund already, again after
/// each unknown result: keys are forgotten, refunds are not.
final class RefundSteps {

    private RefundSteps() {}

    static StripeCall first(RefundPayment asked) {
        return new FindRefund(asked, 1, null, null);
    }

    static PaymentStep after(FindRefund find, StripeAnswer answer) {
        return switch (answer) {
            case RefundPage page -> searched(find, page);
            case Refused refused -> refused(find.asked(), refused.code(), refused.message());
            case UnexpectedState _,KeySpent _,KeyMisused _,NotAllowed _,TooMany _,Unknown _ -> new Again(find);
            case Intent _,Page _,Refunded _ -> throw new IllegalStateException("no answer to a search: " + answer);
        };
    }

    static PaymentStep after(Refund refund, StripeAnswer answer) {
        var asked = refund.asked();
        return switch (answer) {
            case Refunded refunded -> updated(asked, refunded);
            case Refused refused -> refused(asked, refused.code(), refused.message());
            case UnexpectedState _ -> refused(asked, "payment_intent_unexpected_state", "");
            case KeySpent _,KeyMisused _ -> new Again(new FindRefund(asked, refund.key() + 1, null, null));
            case Unknown _ -> new Again(new FindRefund(asked, refund.key(), null, null));
            case NotAllowed _,TooMany _ -> new Again(refund);
            case Intent _,Page _,RefundPage _ -> throw new IllegalStateException("no answer to a refund: " + answer);
        };
    }

    /// A failed refund answers only the attempt that made it: that one is over, and a later one makes another.
    private static PaymentStep searched(FindRefund find, RefundPage page) {
        var asked = find.asked();
        var best = Stream.concat(Stream.ofNullable(find.best()), page.ofTheRequest().stream())
                .filter(refund -> !refund.failed() || refund.attempt() == asked.getAttempt())
                .min(comparing(Refunded::failed)).orElse(null);
        if (page.next() != null) {
            return new Call(new FindRefund(asked, find.key(), page.next(), best));
        }
        return best == null ? new Call(new Refund(asked, find.key())) : updated(asked, best);
    }

    private static Publish updated(RefundPayment asked, Refunded refund) {
        return new Publish(new RefundUpdated(asked.getRefundId(), refund.id(), refund.status(), refund.reason()), null);
    }

    private static Publish refused(RefundPayment asked, String code, String message) {
        return new Publish(new RefundRefused(asked.getRefundId(), code, message), null);
    }
}
