package io.tillstream.checkout.pricing;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// What a unit costs, and where that comes from.
///
/// @param amount minor units
/// @param endsAt first moment after the promotion that the amount comes from, or null: it comes from none
public record Price(long amount, Origin origin, @Nullable Instant endsAt) {

    public enum Origin {
        BASE, OVERRIDE, PROMOTION;

        /// As events and tables have it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException if it is none
        public static Origin of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /// Of a product.
    public static Price base(long amount) {
        return new Price(amount, Origin.BASE, null);
    }
}
