package io.tillstream.api.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// What the owner of an order sees of its payment.
///
/// @param intentId       PaymentIntent of the order, null: not known yet
/// @param clientSecret   for the storefront, while the buyer must act; null otherwise
/// @param actionUrl      page of the buyer's bank, while the buyer must act there; null otherwise
/// @param declineCode    as Stripe says, null if it was not declined
/// @param declineMessage for the buyer
/// @param holdEndsAt     end of the buyer's own time while it runs, null: it does not
/// @param refunds        amounts in minor units, oldest first
/// @param delayed        whether it takes longer than it should, and not because of the buyer
public record PaymentView(
        String status,
        @Nullable String intentId,
        @Nullable String clientSecret,
        @Nullable String actionUrl,
        @Nullable String declineCode,
        @Nullable String declineMessage,
        @Nullable Instant holdEndsAt,
        List<Refund> refunds,
        boolean delayed) {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Set<String> OPEN = Set.of("PENDING_PAYMENT", "REQUIRES_ACTION");
    private static final Set<String> WAITING = Set.of("PENDING_PAYMENT", "CLOSING");

    /// @param intent that is given back; the order's own, unless another one was paid too
    /// @param status requested, pending, succeeded or failed
    public record Refund(String id, String intent, long amount, String status) {}

    /// As the owner sees it.
    record RefundBody(String id, long amount, String status) {}

    /// This payment, as far as it may be seen while its order stands like that.
    ///
    /// @param storefrontConfirms whether the buyer pays with Stripe, without a payment method in the checkout
    /// @param changed            the order, at last
    public PaymentView of(String orderStatus, boolean storefrontConfirms, Instant changed, Instant now) {
        boolean buyers = OPEN.contains(orderStatus)
                && (status.equals("REQUIRES_ACTION") || (storefrontConfirms && status.equals("CREATED")));
        boolean late = WAITING.contains(orderStatus) && !buyers && !now.isBefore(changed.plus(SHORT));
        return new PaymentView(status, intentId, buyers ? clientSecret : null, buyers ? actionUrl : null, declineCode,
                declineMessage, OPEN.contains(orderStatus) ? holdEndsAt : null, refunds, late);
    }

    /// Minor units of what was paid for this order that the buyer has back.
    long refunded() {
        return refunds.stream().filter(refund -> refund.status().equals("succeeded"))
                .filter(refund -> refund.intent().equals(intentId)).mapToLong(Refund::amount).sum();
    }

    List<RefundBody> refundBodies() {
        return refunds.stream().map(refund -> new RefundBody(refund.id(), refund.amount(), refund.status())).toList();
    }

    /// As a JSON object; what else there is stands beside it, see [OrderBody].
    Map<String, @Nullable Object> body() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("status", status);
        body.put("client_secret", clientSecret);
        body.put("action_url", actionUrl);
        body.put("decline_code", declineCode);
        body.put("decline_message", declineMessage);
        body.put("delayed", delayed);
        return body;
    }
}
