package io.tillstream.checkout.payment.io;

import static java.util.Comparator.comparingInt;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;

import io.tillstream.checkout.payment.io.PaymentStep.Abandon;
import io.tillstream.checkout.payment.io.PaymentStep.Again;
import io.tillstream.checkout.payment.io.PaymentStep.Call;
import io.tillstream.checkout.payment.io.PaymentStep.Publish;
import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Page;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.command.CancelPayment;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentSucceeded;

/// What Stripe's answers mean. Pure: a request that is worked on again, by this process or another, makes the same calls under the same
/// keys, and so gets the same answers.
final class PaymentSteps {

    static final String DEADLINE_PASSED = "deadline_passed";

    private PaymentSteps() {}

    /// The first call of a request.
    ///
    /// @param asked when the lane wrote the request
    static StripeCall first(PaymentRequest request, Instant asked) {
        return switch (request.getBody()) {
            case Pay pay -> new Create(pay, asked, 1, false);
            case CancelPayment cancel -> new Cancel(cancel.getPaymentIntentId(), 1);
            default -> throw new IllegalStateException("unknown request " + request.getBody().getClass().getName());
        };
    }

    /// What may be called instead, at this moment. Past the deadline nothing is confirmed. A create of unknown result is still repeated,
    /// to learn the id of what must be cancelled; one that this worker never sent may have been sent before it was killed, so it is
    /// looked for.
    static StripeCall allowed(StripeCall call, Instant now) {
        return switch (call) {
            case Create(var pay, var asked, _, var mayExist) when !mayExist && late(pay, now) ->
                new Find(pay, asked, DEADLINE_PASSED, null, null);
            case Confirm(var pay, var intent, _) when late(pay, now) -> new Cancel(intent, 1);
            case Create _,Confirm _,Cancel _,Look _,Find _ -> call;
        };
    }

    private static boolean late(Pay pay, Instant now) {
        return !now.isBefore(pay.getDeadline());
    }

    static PaymentStep after(StripeCall call, StripeAnswer answer) {
        return switch (answer) {
            case Intent intent -> known(call, intent);
            case Page page -> searched((Find) call, page);
            case Refused refused -> refused(call, refused);
            case UnexpectedState _ -> unexpected(call);
            case KeySpent _ -> keySpent(call);
            case KeyMisused _ -> keyMisused(call);
            case Unknown _ -> new Again(call instanceof Create create ? unknown(create, create.key()) : call);
            case NotAllowed _,TooMany _ -> new Again(call);
        };
    }

    private static PaymentStep known(StripeCall call, Intent intent) {
        return switch (call) {
            case Create(var pay, _, _, _) ->
                new Publish(new PaymentCreated(intent.id(), intent.clientSecret()), new Confirm(pay, intent.id(), 1));
            case Confirm confirm -> moved(intent, next(confirm));
            case Cancel cancel -> moved(intent, next(cancel));
            case Look look -> moved(intent, look.otherwise());
            case Find find -> new Again(find);
        };
    }

    /// @param otherwise what to call if the state calls for it: a confirm or a cancel
    private static PaymentStep moved(Intent intent, StripeCall otherwise) {
        var cancels = otherwise instanceof Cancel;
        return switch (intent.state()) {
            case SUCCEEDED -> last(new PaymentSucceeded(intent.id(), intent.received(), intent.currency()));
            case CANCELED -> last(new PaymentCanceled(intent.id()));
            case PROCESSING -> last(new PaymentProcessing(intent.id()));
            case REQUIRES_ACTION -> cancels
                    ? new Again(otherwise)
                    : last(new PaymentRequiresAction(intent.id(), intent.clientSecret(), null));
            case OPEN -> cancels || intent.lastRefusal() == null
                    ? new Again(otherwise)
                    : declined(intent.id(), intent.lastRefusal());
        };
    }

    /// Of several PaymentIntents at most one was ever confirmed; the others are left over from creates of unknown result and charge nothing.
    private static PaymentStep searched(Find find, Page page) {
        var best = Stream.concat(Stream.ofNullable(find.best()), page.ofTheOrder().stream())
                .max(comparingInt(PaymentSteps::distance)).orElse(null);
        if (page.next() != null) {
            return new Call(new Find(find.pay(), find.asked(), find.reason(), page.next(), best));
        }
        if (best == null) {
            return last(new PaymentRefused(find.reason(), "no PaymentIntent was created for this order"));
        }
        return new Publish(new PaymentCreated(best.id(), best.clientSecret()), new Cancel(best.id(), 1));
    }

    private static int distance(Intent intent) {
        return switch (intent.state()) {
            case OPEN -> intent.lastRefusal() == null ? 0 : 2;
            case CANCELED -> 1;
            case REQUIRES_ACTION -> 3;
            case PROCESSING -> 4;
            case SUCCEEDED -> 5;
        };
    }

    private static PaymentStep refused(StripeCall call, Refused refused) {
        return switch (call) {
            case Create _ -> last(new PaymentRefused(refused.code(), refused.message()));
            case Confirm confirm -> declined(confirm.intent(), refused);
            case Cancel cancel -> new Abandon("cancelling " + cancel.intent() + " was refused: " + refused.code());
            case Look look -> new Abandon("looking at " + look.intent() + " was refused: " + refused.code());
            // creating under the old key names the same PaymentIntent, as long as Stripe keeps the key (24 h)
            case Find find -> new Again(new Create(find.pay(), find.asked(), 1, true));
        };
    }

    private static PaymentStep unexpected(StripeCall call) {
        return switch (call) {
            case Confirm confirm -> new Call(new Look(confirm.intent(), next(confirm)));
            case Cancel cancel -> new Call(new Look(cancel.intent(), next(cancel)));
            case Create _,Look _,Find _ -> new Again(call);
        };
    }

    private static PaymentStep keySpent(StripeCall call) {
        return call instanceof Create create ? new Again(unknown(create, create.key() + 1)) : unexpected(call);
    }

    /// An earlier release may have confirmed what it created, so nothing else is created: what there is, is cancelled.
    private static PaymentStep keyMisused(StripeCall call) {
        return call instanceof Create create
                ? new Call(new Find(create.pay(), create.asked(), "idempotency_error", null, null))
                : unexpected(call);
    }

    private static Create unknown(Create create, int key) {
        return new Create(create.pay(), create.asked(), key, true);
    }

    private static Confirm next(Confirm confirm) {
        return new Confirm(confirm.pay(), confirm.intent(), confirm.key() + 1);
    }

    private static Cancel next(Cancel cancel) {
        return new Cancel(cancel.intent(), cancel.key() + 1);
    }

    private static Publish declined(String intent, Refused why) {
        return last(new PaymentDeclined(intent, why.code(), why.message()));
    }

    private static Publish last(SpecificRecord body) {
        return new Publish(Objects.requireNonNull(body), null);
    }
}
