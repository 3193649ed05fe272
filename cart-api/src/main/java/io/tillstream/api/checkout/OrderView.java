package io.tillstream.api.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// An order as its buyer sees it. All amounts are in minor units of the currency.
///
/// @param number  that a person can read out, null: placed before orders had one
/// @param version goes up with every change
/// @param reason  stable code, why it closes or failed; null while all is well
/// @param discountCode that it has used, or null
/// @param payment null if there is nothing to pay
public record OrderView(
        UUID orderId,
        @Nullable String number,
        UUID cartId,
        String status,
        long version,
        @Nullable String reason,
        String currency,
        Totals totals,
        @Nullable String discountCode,
        List<Line> lines,
        @Nullable PaymentView payment,
        Instant placedAt) {

    private static final Set<String> FINAL = Set.of("CONFIRMED", "PAYMENT_FAILED", "EXPIRED", "CANCELLED", "REFUNDED");

    /// @param taxIncluded what of the tax the other amounts contain: total = subtotal - discount + shipping + tax - tax included
    public record Totals(
            long subtotal,
            long discount,
            long shipping,
            long tax,
            long taxIncluded,
            long total) {}

    /// @param unitPrice minor units charged
    /// @param discount  of the whole line
    public record Line(
            String lineId,
            String sku,
            String title,
            Map<String, String> options,
            int quantity,
            long unitPrice,
            long discount) {}

    /// A change that order.events tells of.
    public record Change(String orderId, long version, String status, @Nullable String reason) {}

    /// Nothing that a buyer waits for comes after this.
    public boolean isFinal() {
        return isFinal(status);
    }

    static boolean isFinal(String status) {
        return FINAL.contains(status);
    }

    /// This order at the moment of a change: status, version and reason are the change's, everything else is as known now.
    public OrderView at(Change change) {
        return new OrderView(orderId, number, cartId, change.status(), change.version(), change.reason(), currency,
                totals, discountCode, lines, payment, placedAt);
    }

    /// For whoever may see it and not pay it.
    public OrderView withoutPayment() {
        return new OrderView(orderId, number, cartId, status, version, reason, currency, totals, discountCode, lines,
                null, placedAt);
    }
}
