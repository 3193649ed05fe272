package io.tillstream.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentResult;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.command.RefundUpdated;

/// What an event says of a payment.
///
/// @param paymentIntent null: of a refund without one
/// @param named         the order and cart in its metadata; null: none, so that the PaymentIntent has to be looked up
/// @param body          one of those of a [PaymentResult]
public record PaymentNews(String eventId, @Nullable String paymentIntent, @Nullable Subject named,
        SpecificRecord body) {

    /// What a payment is for.
    public record Subject(UUID order, UUID cart) {

        /// Of a PaymentIntent that nobody knows yet: the lane keeps what is said of it.
        public static Subject unknown(String paymentIntent) {
            var id = UUID.nameUUIDFromBytes(paymentIntent.getBytes(UTF_8));
            return new Subject(id, id);
        }
    }

    /// Empty if it says nothing that is of interest here.
    ///
    /// @throws io.tillstream.api.problem.ProblemException `webhook_invalid`
    public static Optional<PaymentNews> of(StripeEvent event) {
        return Optional.ofNullable(body(event)).map(body -> new PaymentNews(event.id(), intent(event, body),
                named(event), body)).filter(news -> news.named != null || news.paymentIntent != null);
    }

    /// Nothing of `payment_intent.created`: which PaymentIntent is an order's is said by whoever created it. After a lost answer there may be another, which
    /// nobody ever confirms.
    private static @Nullable SpecificRecord body(StripeEvent event) {
        return switch (event.type()) {
            case "payment_intent.requires_action" -> requiresAction(event);
            case "payment_intent.processing" -> new PaymentProcessing(event.requiredId("id"));
            case "payment_intent.succeeded" -> new PaymentSucceeded(event.requiredId("id"),
                    event.requiredAmount("amount_received"), event.requiredId("currency").toUpperCase(Locale.ROOT));
            case "payment_intent.payment_failed" -> Declines.of(event);
            case "payment_intent.canceled" -> new PaymentCanceled(event.requiredId("id"));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" -> refund(event);
            default -> null;
        };
    }

    private static PaymentRequiresAction requiresAction(StripeEvent event) {
        return new PaymentRequiresAction(event.requiredId("id"), event.text("client_secret").orElse(null),
                address(event));
    }

    /// As long as it is: half of an address leads nowhere.
    private static @Nullable String address(StripeEvent event) {
        return event.object().path("next_action").path("redirect_to_url").path("url").stringValueOpt()
                .filter(url -> url.matches("https?://[!-~]{1,8000}")).orElse(null);
    }

    /// One that was made in Stripe's dashboard has no id of ours, and gets one that nobody knows.
    private static RefundUpdated refund(StripeEvent event) {
        var refund = event.requiredId("id");
        return new RefundUpdated(uuid(event, "refund_id").orElseGet(() -> Subject.unknown(refund).order()).toString(),
                refund, event.requiredId("status"), event.text("failure_reason").orElse(null));
    }

    private static @Nullable String intent(StripeEvent event, SpecificRecord body) {
        return body instanceof RefundUpdated
                ? event.text("payment_intent").orElse(null)
                : event.requiredId("id");
    }

    private static @Nullable Subject named(StripeEvent event) {
        return uuid(event, "order_id").flatMap(order -> uuid(event, "cart_id").map(cart -> new Subject(order, cart)))
                .orElse(null);
    }

    private static Optional<UUID> uuid(StripeEvent event, String name) {
        return event.text("metadata", name).filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }

    /// The record for the lanes.
    public PaymentResult result(Subject of) {
        return new PaymentResult(of.order().toString(), of.cart().toString(), body, eventId);
    }
}
