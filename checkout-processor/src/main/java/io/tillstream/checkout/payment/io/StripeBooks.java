package io.tillstream.checkout.payment.io;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.reconciliation.Booked;
import io.tillstream.checkout.reconciliation.io.Books;

/// Reads Stripe's books, page after page and slowly: what buyers wait for comes first.
final class StripeBooks implements Books {

    private static final long PAGE = 100;
    private static final long PAUSE_MILLIS = 200;
    private static final int TRIES = 5;

    private interface Pages<T extends HasId> {
        StripeCollection<T> after(@Nullable String last) throws StripeException;
    }

    private final StripeClient stripe;

    StripeBooks(StripeClient stripe) {
        this.stripe = stripe;
    }

    @Override
    public List<Booked> since(Instant created) throws InterruptedException {
        var intents = this.<PaymentIntent>all(last -> stripe.v1().paymentIntents().list(intents(created, last)));
        var refunded = new HashMap<String, Long>();
        this.<Refund>all(last -> stripe.v1().refunds().list(refunds(created, last))).stream()
                .filter(refund -> "succeeded".equals(refund.getStatus()) && refund.getPaymentIntent() != null)
                .forEach(refund -> refunded.merge(refund.getPaymentIntent(), refund.getAmount(), Long::sum));
        return intents.stream().map(intent -> booked(intent, refunded)).toList();
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

    private <T extends HasId> List<T> all(Pages<T> pages) throws InterruptedException {
        var all = new ArrayList<T>();
        String last = null;
        do {
            var page = page(pages, last);
            all.addAll(page.getData());
            last = page.getHasMore() && !page.getData().isEmpty() ? page.getData().getLast().getId() : null;
            Thread.sleep(PAUSE_MILLIS);
        } while (last != null);
        return all;
    }

    private static <T extends HasId> StripeCollection<T> page(Pages<T> pages, @Nullable String last)
            throws InterruptedException {
        for (int failures = 1;; failures++) {
            try {
                return pages.after(last);
            } catch (StripeException | RuntimeException e) { // stripe-java stumbles over bodies that are not what they should be
                if (failures == TRIES) {
                    throw new IllegalStateException("Stripe's books cannot be read: " + e.getClass().getSimpleName(),
                            e);
                }
                Thread.sleep(PAUSE_MILLIS * failures * 5);
            }
        }
    }

    private static Booked booked(PaymentIntent intent, Map<String, Long> refunded) {
        var state = switch (intent.getStatus()) {
            case "succeeded" -> Booked.State.SUCCEEDED;
            case "canceled" -> Booked.State.CANCELED;
            default -> Booked.State.OPEN;
        };
        var received = intent.getAmountReceived();
        return new Booked(intent.getId(), order(intent.getMetadata()), state, received == null ? 0 : received,
                intent.getCurrency().toUpperCase(Locale.ROOT), refunded.getOrDefault(intent.getId(), 0L));
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
