package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;

/// Keeps calls from a Stripe that does not work. Opens when three quarters of the last 40 calls failed for a reason that is not the call's own,
/// lets a few try after a while, and closes when most of those work. With a third of all calls failing by chance it opens once in some ten
/// million calls.
final class Circuit {

    static final Duration STAYS_OPEN = Duration.ofSeconds(5);
    static final int LAST_CALLS = 40;
    private static final float FAILED_PERCENT = 75;
    private static final int TRIES = 5;

    /// Where few calls are made, the tries may take as long; then it is open once more.
    private static final Duration TRIES_FOR = Duration.ofMinutes(2);
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private final CircuitBreaker breaker;

    /// @param staysOpen before a few calls may try
    Circuit(Duration staysOpen) {
        breaker = CircuitBreaker.of("stripe", CircuitBreakerConfig.custom()
                .slidingWindow(LAST_CALLS, LAST_CALLS, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(staysOpen)
                .permittedNumberOfCallsInHalfOpenState(TRIES)
                .maxWaitDurationInHalfOpenState(TRIES_FOR)
                .recordResult(answer -> answer instanceof Unknown(_, var unwell) && unwell)
                .build());
        breaker.getEventPublisher().onStateTransition(change -> changed(change.getStateTransition().getFromState(),
                change.getStateTransition().getToState()));
    }

    /// Whether [#enter] is worth waiting for one's turn. Takes no place. Another thread that enters meanwhile may be turned away once more than
    /// needed.
    boolean lets() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    /// True: one call may be made, and [#left] or [#leftUnanswered] follows it.
    boolean enter() {
        return breaker.tryAcquirePermission();
    }

    void left(StripeAnswer answer) {
        breaker.onResult(0, TimeUnit.NANOSECONDS, answer);
    }

    /// The call was given up, and tells nothing.
    void leftUnanswered() {
        breaker.releasePermission();
    }

    private static void changed(State from, State to) {
        if (from == State.CLOSED && to == State.OPEN) {
            LOG.error(
                    "Stripe does not work: of the last {} calls at least {} % had no connection, no answer in time or a "
                            + "server error. Payments wait and nothing is lost; a few calls try every few seconds. See "
                            + "status.stripe.com, and whether this machine reaches Stripe",
                    LAST_CALLS, (int) FAILED_PERCENT);
        } else if (to == State.CLOSED) {
            LOG.info("Stripe works again: payments go on");
        }
    }
}
