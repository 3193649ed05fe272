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
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentResult;

/// Works on one request until its last result is published. Remembers nothing: a request that is worked on again, after a kill between any
/// two of its steps too, charges nothing twice and ends with a result that is as good. Several threads may use it, one per cart.
final class PaymentWorker {

    /// What one request of a lane came with.
    ///
    /// @param asked       when the broker got it
    /// @param traceparent null if it had none
    record Request(PaymentRequest body, Instant asked, @Nullable String traceparent) {}

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);

    private final StripeGateway gateway;
    private final CallBudget budget;
    private final ResultPublisher publisher;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Alarm keyRefused;

    PaymentWorker(StripeGateway gateway, CallBudget budget, ResultPublisher publisher, Backoff backoff,
            InstantSource clock) {
        this.gateway = gateway;
        this.budget = budget;
        this.publisher = publisher;
        this.backoff = backoff;
        this.clock = clock;
        keyRefused = new Alarm(LOG, clock);
    }

    /// Returns once the last result is with the broker, however long Stripe needs.
    ///
    /// @throws InterruptedException if the process stops; the request is unfinished
    void work(Request request) throws InterruptedException {
        @Nullable
        StripeCall call = PaymentSteps.first(request.body(), request.asked());
        var failures = 0;
        while (call != null) {
            switch (answered(call, request.body())) {
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
                    LOG.error("order {}: {}; look at it in Stripe's dashboard", request.body().getOrderId(), why);
                    call = null;
                }
            }
        }
    }

    private PaymentStep answered(StripeCall wanted, PaymentRequest request) throws InterruptedException {
        try (var _ = budget.take(urgency(wanted))) {
            // waiting for the permit took time: what may be called is judged now
            var call = PaymentSteps.allowed(wanted, clock.instant());
            var answer = gateway.call(call, request.getOrderId(), request.getCartId());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            note(call, answer, request.getOrderId());
            return PaymentSteps.after(call, answer);
        }
    }

    private static Urgency urgency(StripeCall call) {
        return switch (call) {
            case Cancel _,Look(_, Cancel _) -> Urgency.CANCEL;
            case Confirm _,Look _,Find _ -> Urgency.FINISH;
            case Create _ -> Urgency.BEGIN;
        };
    }

    private void note(StripeCall call, StripeAnswer answer, String order) {
        if (answer instanceof NotAllowed(var status)) {
            keyRefused.raise("Stripe refuses the API key (HTTP {}): payments wait until tillstream.stripe.key is a key "
                    + "of the account that may create, confirm, cancel and read PaymentIntents", status);
        } else if (answer instanceof Unknown(var why)) {
            LOG.info("order {}: result of {} is unknown: {}", order, call.getClass().getSimpleName(), why);
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
