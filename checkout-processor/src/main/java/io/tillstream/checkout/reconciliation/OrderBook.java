package io.tillstream.checkout.reconciliation;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.Refund;

/// An order in the shop's books.
///
/// @param intentId `pi_...`, or null: not known
/// @param total    minor units
/// @param currency ISO 4217
public record OrderBook(UUID orderId, UUID cartId, Order.Status status, @Nullable String intentId, long total,
        String currency, List<Refund> refunds) {

    /// Whether its own payment counts as taken.
    boolean paid() {
        return total > 0 && (status == Order.Status.CONFIRMED || status == Order.Status.REFUNDED);
    }

    boolean refunds(String intent) {
        return refunds.stream().anyMatch(refund -> refund.intentId().equals(intent));
    }

    long refunded(String intent) {
        return refunds.stream().filter(refund -> refund.intentId().equals(intent) && !refund.open())
                .mapToLong(Refund::amount).sum();
    }
}
