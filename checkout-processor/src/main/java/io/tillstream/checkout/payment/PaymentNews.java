package io.tillstream.checkout.payment;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What Stripe said about the payment of an order. Comes any number of times and in any order.
public record PaymentNews(UUID orderId, UUID cartId, Said said) {

    public sealed interface Said {

        /// `pi_...`, or null: it names none.
        default @Nullable String intentId() {
            return null;
        }
    }

    public record Created(String intentId, @Nullable String clientSecret) implements Said {}

    public record RequiresAction(String intentId, @Nullable String clientSecret, @Nullable String actionUrl)
            implements
                Said {}

    public record Processing(String intentId) implements Said {}

    /// @param amount minor units received
    public record Succeeded(String intentId, long amount, String currency) implements Said {}

    /// The card was refused; the PaymentIntent is still open.
    public record Declined(String intentId, String code, String message) implements Said {}

    public record Canceled(String intentId) implements Said {}

    /// There is no PaymentIntent and there will be none.
    public record Refused(String code, String message) implements Said {}

    /// @param stripeId `re_...`
    public record RefundTold(UUID refundId, String stripeId, Refund.Status status) implements Said {}

    /// Stripe does not make this refund.
    public record RefundRefused(UUID refundId, String code) implements Said {}
}
