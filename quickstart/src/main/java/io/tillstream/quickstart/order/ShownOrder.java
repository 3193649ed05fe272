package io.tillstream.quickstart.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.payment.Payment;

/// An order as it is in PostgreSQL.
///
/// @param reason     stable code, why it closes or failed; else null
/// @param total      minor units
/// @param holdEndsAt end of the buyer's own time while it runs, else null
record ShownOrder(UUID id, UUID cartId, String number, String status, @Nullable String reason, String currency,
        long total, Instant placedAt, @Nullable Instant holdEndsAt, Payment payment, List<OrderLine> lines) {

    /// Units of a line that have come back, with money or while it is on its way.
    int returned(OrderLine line) {
        return payment.refunds().stream().mapToInt(refund -> refund.restock().getOrDefault(line.id(), 0)).sum();
    }
}
