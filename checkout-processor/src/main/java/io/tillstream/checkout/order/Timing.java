package io.tillstream.checkout.order;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What time does to an order. Its hold runs only while it is the buyer's turn; what waits for the shop or for Stripe is looked at again and again.
///
/// @param left       of the buyer's own time, while it does not run
/// @param holdEndsAt end of the buyer's own time while it runs, else null
/// @param lookAt     when somebody asks Stripe again
public record Timing(Instant placedAt, Duration left, @Nullable Instant holdEndsAt, Instant lookAt) {

    /// Waiting for Stripe is never without end.
    static final Duration LONGEST = Duration.ofHours(12);
    /// What is waited for is looked at as often, whatever webhooks say.
    static final Duration LOOK = Duration.ofMinutes(10);
    /// Stripe is asked no sooner to end a payment once more, and to give money back.
    static final Duration ASK = Duration.ofMinutes(2);
    private static final Duration RAREST_ASK = Duration.ofMinutes(30);
    private static final Duration LONG = Duration.ofHours(1);

    /// @param hold the buyer's own time
    static Timing placed(Instant now, Duration hold) {
        return new Timing(now, hold, null, now.plus(LOOK));
    }

    public Timing buyersTurn(Instant now) {
        return holdEndsAt != null ? this : new Timing(placedAt, left, now.plus(left), lookAt);
    }

    public Timing notBuyersTurn(Instant now) {
        if (holdEndsAt == null) {
            return this;
        }
        var rest = Duration.between(now, holdEndsAt);
        return new Timing(placedAt, rest.isPositive() ? rest : Duration.ZERO, null, lookAt);
    }

    public Timing lookIn(Duration time, Instant now) {
        return new Timing(placedAt, left, holdEndsAt, now.plus(time));
    }

    /// Rarer the longer it takes: a Stripe that does not answer for hours has enough to do afterwards.
    Duration askIn(Instant now) {
        var quarter = Duration.between(placedAt, now).dividedBy(4);
        return quarter.compareTo(ASK) < 0 ? ASK : quarter.compareTo(RAREST_ASK) > 0 ? RAREST_ASK : quarter;
    }

    /// As long again as it has taken.
    Duration longer(Instant now) {
        var taken = Duration.between(placedAt, now);
        return taken.compareTo(LOOK) < 0 ? LOOK : taken;
    }

    boolean isLong(Instant now) {
        return Duration.between(placedAt, now).compareTo(LONG) >= 0;
    }

    boolean holdIsOver(Instant now) {
        return holdEndsAt != null && !now.isBefore(holdEndsAt);
    }

    Instant longest() {
        return placedAt.plus(LONGEST);
    }
}
