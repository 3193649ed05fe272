package io.tillstream.checkout.discount;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// @param currency     ISO 4217, or null: any
/// @param minimumOrder minor units that the subtotal must reach
/// @param maxUses      null: without limit
/// @param maxPerBuyer  null: without limit
/// @param startsAt     null: ever since
/// @param endsAt       first moment after it, or null: for ever
public record Limits(
        boolean active,
        @Nullable String currency,
        long minimumOrder,
        @Nullable Integer maxUses,
        @Nullable Integer maxPerBuyer,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {}
