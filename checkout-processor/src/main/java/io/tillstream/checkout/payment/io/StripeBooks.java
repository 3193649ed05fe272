package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.checkout.reconciliation.Booked;
import io.tillstream.checkout.reconciliation.io.Books;

/// Reads Stripe's books, page after page and slowly: what buyers wait for comes first.
final class StripeBooks implements Books {

    private static final long PAGE = 100;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TRIES = 5;

    private interface Pages<T extends HasId> {
        StripeCollection<T> after(@Nullable String last) throws StripeException;
    }

    /// What was kept of one page.
    ///
    /// @param next where the next one begins; null if this is the last
    private record Page<R>(List<R> entries, @Nullable String next) {}

    private record GivenBack(String intent, long amount) {}

    private static final Logger LOG = LoggerFactory.getLogger(StripeBooks.class);

    private final StripeClient stripe;
    private final Duration pause;

    StripeBooks(StripeClient stripe) {
        this(stripe, PAUSE);
    }

    /// @param pause after each page; after a failure it is longer
    StripeBooks(StripeClient stripe, Duration pause) {
        this.stripe = stripe;
        this.pause = pause;
    }

    @Override
    public List<Booked> since(Instant created) throws InterruptedException {
        var intents = this.<PaymentIntent, Booked>all(
                last -> stripe.v1().paymentIntents().list(intents(created, last)), StripeBooks::booked);
        var refunded = new HashMap<String, Long>();
        this.<Refund, GivenBack>all(last -> stripe.v1().refunds().list(refunds(created, last)), StripeBooks::givenBack)
                .forEach(back -> refunded.merge(back.intent(), back.amount(), Long::sum));
        return intents.stream().map(intent -> with(intent, refunded.getOrDefault(intent.intentId(), 0L))).toList();
    }

    private static PaymentIntentListParams intents(Instant created, @Nullable String after) {
        var since = PaymentIntentListParams.Created.builder().setGte(created.getEpochSecond()).build();
        var page = PaymentIntentListParams.builder().setCreated(since).setLimit(PAGE);
        return after == null ? page.build() : page.setStartingAfter(after).build();
    }

    private static RefundListParams refunds(Instant created, @Nullable String after) {
        var since = RefundListParams.Created.builder().setGte(created.getEpochSecond()).build();
        var page = RefundListParams.builder().setCreated(since).setLimit(PAGE);
        return after == null ? page.build() : page.setStartingAfter(after).build();
    }

    private <T extends HasId, R> List<R> all(Pages<T> pages, Function<T, Optional<R>> reader)
            throws InterruptedException {
        var all = new ArrayList<R>();
        String last = null;
        do {
            var page = page(pages, last, reader);
            all.addAll(page.entries());
            last = page.next();
            Thread.sleep(pause);
        } while (last != null);
        return all;
    }

    private <T extends HasId, R> Page<R> page(Pages<T> pages, @Nullable String last,
            Function<T, Optional<R>> reader) throws InterruptedException {
        for (int failures = 1;; failures++) {
            try {
                return read(pages.after(last), reader, failures == TRIES);
            } catch (StripeException | RuntimeException e) { // stripe-java stumbles over bodies that are not what they should be
                if (failures == TRIES) {
                    throw new IllegalStateException("Stripe's books cannot be read: " + e.getClass().getSimpleName(),
                            e);
                }
                Thread.sleep(pause.multipliedBy(failures * 5L));
            }
        }
    }

    /// @param lenient what still makes no sense is left out; else that fails, for an answer may be damaged only on its way
    private static <T extends HasId, R> Page<R> read(StripeCollection<T> page, Function<T, Optional<R>> reader,
            boolean lenient) {
        var entries = new ArrayList<R>();
        for (var one : page.getData()) {
            try {
                reader.apply(one).ifPresent(entries::add);
            } catch (RuntimeException e) {
                if (!lenient) {
                    throw e;
                }
                LOG.error(
                        "ALARM {} in Stripe's books is not readable, so it is not compared with the orders: look at it in Stripe's "
                                + "dashboard: {}",
                        one.getId(), e.getClass().getSimpleName());
            }
        }
        return new Page<>(entries, page.getHasMore() && !page.getData().isEmpty()
                ? Objects.requireNonNull(page.getData().getLast().getId())
                : null);
    }

    private static Optional<GivenBack> givenBack(Refund refund) {
        return "succeeded".equals(refund.getStatus()) && refund.getPaymentIntent() != null
                ? Optional.of(new GivenBack(refund.getPaymentIntent(), refund.getAmount()))
                : Optional.empty();
    }

    private static Booked with(Booked intent, long refunded) {
        return refunded == 0
                ? intent
                : new Booked(intent.intentId(), intent.orderId(), intent.state(), intent.received(), intent.currency(),
                        refunded);
    }

    private static Optional<Booked> booked(PaymentIntent intent) {
        var state = switch (intent.getStatus()) {
            case "succeeded" -> Booked.State.SUCCEEDED;
            case "canceled" -> Booked.State.CANCELED;
            default -> Booked.State.OPEN;
        };
        var received = intent.getAmountReceived();
        return Optional.of(new Booked(Objects.requireNonNull(intent.getId()), order(intent.getMetadata()), state,
                received == null ? 0 : received, intent.getCurrency().toUpperCase(Locale.ROOT), 0));
    }

    private static @Nullable UUID order(@Nullable Map<String, String> metadata) {
        try {
            var id = metadata == null ? null : metadata.get("order_id");
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
