package io.tillstream.checkout.payment.io;

import java.time.Instant;
import java.time.InstantSource;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.checkout.payment.io.CallBudget.Urgency;
import io.tillstream.checkout.payment.io.PaymentStep.Abandon;
import io.tillstream.checkout.payment.io.PaymentStep.Again;
import io.tillstream.checkout.payment.io.PaymentStep.Call;
import io.tillstream.checkout.payment.io.PaymentStep.Publish;
import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.FindRefund;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.checkout.payment.io.StripeCall.Refund;
import io.tillstream.checkout.payment.io.StripeCall.Show;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentResult;

/// Works on one request until its last result is published. Remembers nothing: a request that is worked on again, after a kill between any
/// two of its steps too, charges nothing twice and ends with a result that is as good. Several threads may use it, one per cart.
final class PaymentWorker {

    /// What one request of a lane came with.
    ///
    /// @param asked       when the broker got it
    /// @param traceparent null if it had none
    record Request(PaymentRequest body, Instant asked, @Nullable String traceparent, Standing standing) {}

    /// Failures in a row that a pause is as long as, while the circuit is open.
    private static final int PATIENCE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);

    private final StripeGateway gateway;
    private final CallBudget budget;
    private final Circuit circuit;
    private final ResultPublisher publisher;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Alarm keyRefused;

    PaymentWorker(StripeGateway gateway, CallBudget budget, Circuit circuit, ResultPublisher publisher,
            Backoff backoff, InstantSource clock) {
        this.gateway = gateway;
        this.budget = budget;
        this.circuit = circuit;
        this.publisher = publisher;
        this.backoff = backoff;
        this.clock = clock;
        keyRefused = new Alarm(LOG, clock);
    }

    /// Returns once the last result is with the broker, however long Stripe needs.
    ///
    /// @throws InterruptedException if the process stops or the request is lost to another; it is unfinished
    void work(Request request) throws InterruptedException {
        @Nullable
        StripeCall call = PaymentSteps.first(request.body(), request.asked());
        var failures = 0;
        while (call != null) {
            switch (answered(call, request)) {
                case Call(var next) -> call = next;
                case Again(var next) -> {
                    backoff.pause(++failures);
                    call = next;
                }
                case Publish(var body, var next) -> {
                    publish(request, body);
                    failures = 0;
                    call = next;
                }
                case Abandon(var why) -> {
                    LOG.error(
                            "ALARM order {}: {}; nothing more is done for this request. Look at the payment in Stripe's dashboard, cancel "
                                    + "or refund it there if the shop does not want it, and see that tillstream.stripe.key is a key of the account "
                                    + "that made it",
                            request.body().getOrderId(), why);
                    call = null;
                }
            }
        }
    }

    /// A cancel of the order has arrived, which the order's call that waits must not hold up. The request's [Standing] says so already.
    void hurry(String order) {
        budget.hurry(order);
    }

    private PaymentStep answered(StripeCall wanted, Request request) throws InterruptedException {
        while (true) {
            if (request.standing().lost()) {
                throw new InterruptedException("another process works on it");
            }
            if (!circuit.lets()) { // takes neither a token nor a place in flight
                backoff.pause(PATIENCE);
                continue;
            }
            try (var _ = budget.take(request.body().getOrderId(), () -> urgency(allowed(wanted, request)))) {
                if (request.standing().lost()) {
                    throw new InterruptedException("another process works on it");
                }
                if (circuit.enter()) {
                    return asked(wanted, request);
                }
            }
            backoff.pause(PATIENCE);
        }
    }

    /// Waiting took time: what may be called is judged now.
    private PaymentStep asked(StripeCall wanted, Request request) throws InterruptedException {
        @Nullable
        StripeAnswer answer = null;
        try {
            var call = allowed(wanted, request);
            var said = gateway.call(call, request.body().getOrderId(), request.body().getCartId());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            answer = said;
            note(call, said, request.body().getOrderId());
            return PaymentSteps.after(call, said);
        } finally {
            leave(answer);
        }
    }

    /// @param answer null: the call was not made or given up, whatever was thrown
    private void leave(@Nullable StripeAnswer answer) {
        if (answer == null) {
            circuit.leftUnanswered();
        } else {
            circuit.left(answer);
        }
    }

    private StripeCall allowed(StripeCall wanted, Request request) {
        return PaymentSteps.allowed(wanted, clock.instant(), request.standing().givenUp());
    }

    /// A search through many pages must not keep everything else away.
    private static Urgency urgency(StripeCall call) {
        return switch (call) {
            case Cancel _,Look(_, Cancel _),FindRefund _,Refund _ -> Urgency.UNDO;
            case Find find -> find.page() == null ? Urgency.UNDO : Urgency.BEGIN;
            case Confirm _,Look _ -> Urgency.FINISH;
            case Create create -> create.toCancel() ? Urgency.UNDO : Urgency.BEGIN;
            case Show _ -> Urgency.BEGIN;
        };
    }

    private void note(StripeCall call, StripeAnswer answer, String order) {
        var kind = call.getClass().getSimpleName();
        if (answer instanceof NotAllowed(var status)) {
            keyRefused.raise("Stripe refuses the API key (HTTP {}): payments wait until tillstream.stripe.key is a key "
                    + "of the account that may create, confirm, cancel and read PaymentIntents, and create and read "
                    + "refunds", status);
        } else if (answer instanceof Unknown(var why, _)) {
            LOG.info("order {}: result of {} is unknown: {}", order, kind, why);
        } else if (answer instanceof Refused(var code, _, _)) { // a buyer may be told less
            LOG.info("order {}: {} is refused: {}", order, kind, code);
        } else if (answer instanceof Intent intent && intent.lastRefusal() != null && !(call instanceof Create)) {
            LOG.info("order {}: {} sees a refusal: {}", order, kind, intent.lastRefusal().code());
        }
    }

    private void publish(Request request, SpecificRecord body) throws InterruptedException {
        var result = new PaymentResult(request.body().getOrderId(), request.body().getCartId(), body, null);
        for (var failures = 1;; failures++) {
            try {
                publisher.publish(result, request.traceparent());
                return;
            } catch (RuntimeException e) {
                // the class alone: a message may quote the result
                LOG.warn("order {}: {} is not published yet: {}", result.getOrderId(), body.getClass().getSimpleName(),
                        e.getClass().getName());
                backoff.pause(failures);
            }
        }
    }
}
