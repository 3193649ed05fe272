package io.tillstream.checkout.payment;

import org.jspecify.annotations.Nullable;

/// The payment of an order.
///
/// @param method   payment method id of Stripe
/// @param intentId `pi_...`, or null: not known yet
/// @param clientSecret for a storefront whose buyer has to authenticate, or null
/// @param declineCode  of Stripe, or null
/// @param declineMessage for the buyer, or null
public record Payment(
        String method,
        @Nullable String intentId,
        Status status,
        @Nullable String clientSecret,
        @Nullable String declineCode,
        @Nullable String declineMessage) {

    /// As far as Stripe has told; SUCCEEDED, CANCELED and REFUSED are final.
    public enum Status {
        REQUESTED, CREATED, REQUIRES_ACTION, PROCESSING, CANCELLING, SUCCEEDED, CANCELED, REFUSED
    }

    public static Payment requested(String method) {
        return new Payment(method, null, Status.REQUESTED, null, null, null);
    }

    Payment at(Status status, String intentId) {
        return new Payment(method, intentId, status, clientSecret, declineCode, declineMessage);
    }

    Payment awaitingBuyer(String intentId, @Nullable String clientSecret) {
        return new Payment(method, intentId, Status.REQUIRES_ACTION, clientSecret, declineCode, declineMessage);
    }

    Payment declined(Status status, @Nullable String intentId, String code, String message) {
        return new Payment(method, intentId, status, clientSecret, code, message);
    }
}
