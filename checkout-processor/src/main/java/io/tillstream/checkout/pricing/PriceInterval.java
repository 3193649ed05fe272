package io.tillstream.checkout.pricing;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// What a variant was, is or will be sold for, for a time.
///
/// @param price       minor units
/// @param promotionId that the price comes from, or null: it comes from none
/// @param from        first moment
/// @param until       first moment after it, or null: nothing else is planned
public record PriceInterval(long price, Price.Origin origin, @Nullable String promotionId, Instant from,
        @Nullable Instant until) {

    /// Whether nothing changed for a buyer since the other one.
    public boolean continues(PriceInterval other) {
        return price == other.price && origin == other.origin && Objects.equals(promotionId, other.promotionId);
    }

    PriceInterval until(@Nullable Instant end) {
        return new PriceInterval(price, origin, promotionId, from, end);
    }
}
