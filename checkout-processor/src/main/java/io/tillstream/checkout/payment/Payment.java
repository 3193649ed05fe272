package io.tillstream.checkout.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// The payment of an order.
///
/// @param method   payment method id of Stripe; null: the storefront confirms
/// @param intentId `pi_...`, or null: not known yet
/// @param clientSecret for the storefront, or null
/// @param actionUrl    page of the bank that the buyer has to go to, or null
/// @param declineCode  of Stripe, or null
/// @param declineMessage for the buyer, or null
/// @param refunds      in the order in which they were asked for
public record Payment(
        @Nullable String method,
        @Nullable String intentId,
        Status status,
        @Nullable String clientSecret,
        @Nullable String actionUrl,
        @Nullable String declineCode,
        @Nullable String declineMessage,
        List<Refund> refunds) {

    /// As far as Stripe has told; SUCCEEDED, CANCELED and REFUSED are final.
    public enum Status {
        REQUESTED, CREATED, REQUIRES_ACTION, PROCESSING, CANCELLING, SUCCEEDED, CANCELED, REFUSED
    }

    public static Payment requested(@Nullable String method) {
        return new Payment(method, null, Status.REQUESTED, null, null, null, null, List.of());
    }

    /// Nobody but the buyer's own client confirms.
    public boolean storefrontConfirms() {
        return method == null;
    }

    Payment at(Status status, String intentId) {
        return new Payment(method, intentId, status, clientSecret, null, declineCode, declineMessage, refunds);
    }

    public Payment cancelling() {
        return new Payment(method, intentId, Status.CANCELLING, clientSecret, null, declineCode, declineMessage,
                refunds);
    }

    Payment created(String intentId, @Nullable String clientSecret) {
        return new Payment(method, intentId, Status.CREATED, clientSecret, null, declineCode, declineMessage, refunds);
    }

    Payment awaitingBuyer(String intentId, @Nullable String clientSecret, @Nullable String actionUrl) {
        return new Payment(method, intentId, Status.REQUIRES_ACTION, clientSecret, actionUrl, declineCode,
                declineMessage, refunds);
    }

    Payment declined(Status status, @Nullable String intentId, String code, String message) {
        return new Payment(method, intentId, status, clientSecret, null, code, message, refunds);
    }

    /// A refund that is new, or as it is now.
    Payment with(Refund refund) {
        var after = new ArrayList<>(refunds);
        after.replaceAll(each -> each.id().equals(refund.id()) ? refund : each);
        if (refund(refund.id()) == null) {
            after.add(refund);
        }
        return new Payment(method, intentId, status, clientSecret, actionUrl, declineCode, declineMessage,
                List.copyOf(after));
    }

    @Nullable
    Refund refund(UUID id) {
        return refunds.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    /// Minor units of the order's own payment that were asked to go back.
    long refundsAsked() {
        return refunds.stream().filter(each -> each.intentId().equals(intentId)).mapToLong(Refund::amount).sum();
    }

    /// Minor units of the order's own payment that are back.
    public long refunded() {
        return refunds.stream().filter(each -> each.intentId().equals(intentId) && !each.open())
                .mapToLong(Refund::amount).sum();
    }

    public boolean refunding() {
        return refunds.stream().anyMatch(Refund::open);
    }
}
