package io.tillstream.checkout.payment.io;

import static java.util.Comparator.comparingInt;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.io.PaymentStep.Abandon;
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
import io.tillstream.checkout.payment.io.StripeAnswer.State;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.FindRefund;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.checkout.payment.io.StripeCall.OfPayment;
import io.tillstream.checkout.payment.io.StripeCall.OfRefund;
import io.tillstream.checkout.payment.io.StripeCall.Refund;
import io.tillstream.checkout.payment.io.StripeCall.Show;
import io.tillstream.command.CancelPayment;
import io.tillstream.command.LookAtPayment;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.command.RefundPayment;

/// What Stripe's answers mean. Pure: a request that is worked on again, by this process or another, makes the same calls under the same
/// keys, and so gets the same answers.
final class PaymentSteps {

    static final String DEADLINE_PASSED = "deadline_passed";
    static final String CANCELLED = "cancelled";

    /// Stripe forgets idempotency keys after 24 h, and what waits for its turn needs some time too.
    private static final Duration KEYS_HOLD = Duration.ofHours(23);

    /// Keys under which a cancel that is refused is tried in one go; the lane asks again.
    private static final int MOST_CANCELS = 3;

    private PaymentSteps() {}

    /// The first call of a request.
    ///
    /// @param asked when the lane wrote the request
    static StripeCall first(PaymentRequest request, Instant asked) {
        return switch (request.getBody()) {
            case Pay pay -> new Create(pay, asked, 1, false, false);
            case CancelPayment cancel -> cancel.getPaymentIntentId() == null
                    ? new Find(null, cancel.getPlacedAt(), CANCELLED, null, null)
                    : new Cancel(cancel.getPaymentIntentId(), 1);
            case LookAtPayment look -> new Show(look.getPaymentIntentId());
            case RefundPayment refund -> RefundSteps.first(refund);
            default -> throw new IllegalStateException("unknown request " + request.getBody().getClass().getName());
        };
    }

    /// What may be called instead, at this moment. Past the deadline, or once the order is given up, nothing is confirmed. What there is to create is
    /// still created, only to be cancelled: this worker or another may have sent it before it was killed, and whoever repeats it later gets what is
    /// canceled. A key may be forgotten: then it is looked for, and nothing is created.
    ///
    /// @param givenUp whether the lane has asked meanwhile to cancel the order's payment
    static StripeCall allowed(StripeCall call, Instant now, boolean givenUp) {
        return switch (call) {
            case Create create when create.toCancel() || ends(create.pay(), now, givenUp) -> keyHolds(create, now)
                    ? toCancel(create.pay(), create.asked(), create.key())
                    : new Find(null, create.asked(), givenUp ? CANCELLED : DEADLINE_PASSED, null, null);
            case Confirm(var pay, var intent, _) when ends(pay, now, givenUp) -> new Cancel(intent, 1);
            case OfPayment _,OfRefund _ -> call;
        };
    }

    private static Create toCancel(Pay pay, Instant asked, int key) {
        return new Create(pay, asked, key, true, true);
    }

    private static boolean ends(Pay pay, Instant now, boolean givenUp) {
        return givenUp || !now.isBefore(pay.getDeadline());
    }

    private static boolean keyHolds(Create create, Instant now) {
        return now.isBefore(create.asked().plus(KEYS_HOLD));
    }

    static PaymentStep after(StripeCall call, StripeAnswer answer) {
        return switch (call) {
            case FindRefund find -> RefundSteps.after(find, answer);
            case Refund refund -> RefundSteps.after(refund, answer);
            case OfPayment payment -> after(payment, answer);
        };
    }

    private static PaymentStep after(OfPayment call, StripeAnswer answer) {
        return switch (answer) {
            case Intent intent -> known(call, intent);
            case Page page -> searched((Find) call, page);
            case Refused refused -> refused(call, refused);
            case UnexpectedState _ -> unexpected(call);
            case KeySpent _ -> keySpent(call);
            case KeyMisused _ -> keyMisused(call);
            case Unknown _ -> new Again(call instanceof Create create ? unknown(create, create.key()) : call);
            case NotAllowed _,TooMany _ -> new Again(call);
            case RefundPage _,Refunded _ -> throw new IllegalStateException("no answer to a payment: " + answer);
        };
    }

    private static PaymentStep known(OfPayment call, Intent intent) {
        return switch (call) {
            case Create create -> created(create, intent);
            // the buyer may have gone on since Stripe first gave the answer that it repeats
            case Confirm confirm when intent.replayed() && !terminal(intent.state()) ->
                new Call(new Look(confirm.intent(), next(confirm)));
            case Confirm confirm -> moved(intent, next(confirm));
            case Cancel cancel -> moved(intent, next(cancel));
            case Look look -> moved(intent, look.otherwise());
            case Show _ -> told(intent);
            case Find find -> new Again(find);
        };
    }

    private static boolean terminal(State state) {
        return state == State.SUCCEEDED || state == State.CANCELED;
    }

    /// Without a payment method the storefront confirms.
    private static PaymentStep created(Create create, Intent intent) {
        var pay = create.pay();
        if (create.toCancel()) {
            return new Publish(named(intent), new Cancel(intent.id(), 1));
        }
        return new Publish(named(intent), pay.getPaymentMethod() == null ? null : new Confirm(pay, intent.id(), 1));
    }

    private static PaymentCreated named(Intent intent) {
        return new PaymentCreated(intent.id(), intent.storefront().clientSecret());
    }

    /// @param otherwise what to call if the state calls for it: a confirm or a cancel
    private static PaymentStep moved(Intent intent, OfPayment otherwise) {
        var cancels = otherwise instanceof Cancel;
        return switch (intent.state()) {
            case SUCCEEDED, CANCELED, PROCESSING -> told(intent);
            case REQUIRES_ACTION -> cancels ? new Again(otherwise) : told(intent);
            case OPEN -> cancels || intent.lastRefusal() == null ? new Again(otherwise) : told(intent);
        };
    }

    private static Publish told(Intent intent) {
        var refusal = intent.lastRefusal();
        return last(switch (intent.state()) {
            case SUCCEEDED ->
                new PaymentSucceeded(intent.id(), intent.received().amount(), intent.received().currency());
            case CANCELED -> new PaymentCanceled(intent.id());
            case PROCESSING -> new PaymentProcessing(intent.id());
            case REQUIRES_ACTION -> new PaymentRequiresAction(intent.id(), intent.storefront().clientSecret(),
                    intent.storefront().actionUrl());
            case OPEN -> refusal == null ? named(intent) : Declines.told(intent.id(), refusal);
        });
    }

    /// Of several PaymentIntents at most one was ever confirmed; the others are left over from creates of unknown result and charge nothing.
    /// If there is none, the key of the create is used up for one that is cancelled: whoever repeats the request later, without knowing that it
    /// is given up, gets that one and charges nothing.
    private static PaymentStep searched(Find find, Page page) {
        var best = Stream.concat(Stream.ofNullable(find.best()), page.ofTheOrder().stream())
                .max(comparingInt(PaymentSteps::distance)).orElse(null);
        if (page.next() != null && !moneyMoves(best)) {
            return new Call(new Find(find.pay(), find.asked(), find.reason(), page.next(), best));
        }
        if (best == null && find.pay() != null) {
            return new Call(toCancel(find.pay(), find.asked(), 1));
        }
        if (best == null) {
            return last(new PaymentRefused(find.reason(), "no PaymentIntent was created for this order"));
        }
        return new Publish(named(best), new Cancel(best.id(), 1));
    }

    /// No other one of the order can be of more interest.
    private static boolean moneyMoves(@Nullable Intent best) {
        return best != null && (best.state() == State.SUCCEEDED || best.state() == State.PROCESSING);
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

    private static PaymentStep refused(OfPayment call, Refused refused) {
        return switch (call) {
            case Create _ -> last(new PaymentRefused(refused.code(), refused.message()));
            case Confirm confirm -> last(Declines.told(confirm.intent(), refused));
            // what Stripe says of the PaymentIntent itself counts for more than a refusal that it may repeat for this key
            case Cancel cancel -> cancel.key() < MOST_CANCELS
                    ? new Call(new Look(cancel.intent(), next(cancel)))
                    : new Abandon("cancelling " + cancel.intent() + " was refused: " + refused.code());
            case Look look -> new Abandon("looking at " + look.intent() + " was refused: " + refused.code());
            case Show show -> new Abandon("looking at " + show.intent() + " was refused: " + refused.code());
            // creating under the old key names the same PaymentIntent, as long as Stripe keeps the key
            case Find find -> find.pay() == null
                    ? new Abandon("searching for its PaymentIntent was refused: " + refused.code())
                    : new Again(toCancel(find.pay(), find.asked(), 1));
        };
    }

    private static PaymentStep unexpected(OfPayment call) {
        return switch (call) {
            case Confirm confirm -> new Call(new Look(confirm.intent(), next(confirm)));
            case Cancel cancel -> new Call(new Look(cancel.intent(), next(cancel)));
            case Create _,Look _,Show _,Find _ -> new Again(call);
        };
    }

    private static PaymentStep keySpent(OfPayment call) {
        return call instanceof Create create ? new Again(unknown(create, create.key() + 1)) : unexpected(call);
    }

    /// An earlier release may have confirmed what it created, so nothing else is created: what there is, is cancelled. The search has no Pay,
    /// for its key is misused already: creating again would come back here.
    private static PaymentStep keyMisused(OfPayment call) {
        return call instanceof Create create
                ? new Call(new Find(null, create.asked(), "idempotency_error", null, null))
                : unexpected(call);
    }

    private static Create unknown(Create create, int key) {
        return new Create(create.pay(), create.asked(), key, true, create.toCancel());
    }

    private static Confirm next(Confirm confirm) {
        return new Confirm(confirm.pay(), confirm.intent(), confirm.key() + 1);
    }

    private static Cancel next(Cancel cancel) {
        return new Cancel(cancel.intent(), cancel.key() + 1);
    }

    private static Publish last(SpecificRecord body) {
        return new Publish(Objects.requireNonNull(body), null);
    }
}
