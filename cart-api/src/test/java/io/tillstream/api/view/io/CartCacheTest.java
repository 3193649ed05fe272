package io.tillstream.api.view.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.api.view.CartSummary;
import io.tillstream.api.view.CartView;

class CartCacheTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void keepsAGuestsCartForThirtyDaysAndAUsersForOne() {
        assertThat(CartCache.kept(cart(false, null), NOW)).isEqualTo(Duration.ofDays(30).toMillis());
        assertThat(CartCache.kept(cart(true, null), NOW)).isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(CartCache.kept(cart(true, Instant.MAX), NOW)).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Test
    void keepsNothingBeyondItsExpiry() {
        assertThat(CartCache.kept(cart(false, NOW.plusSeconds(90)), NOW)).isEqualTo(90_000);
        assertThat(CartCache.kept(cart(false, NOW.plusNanos(1_000_000)), NOW)).isEqualTo(1);
        assertThat(CartCache.kept(cart(false, NOW), NOW)).isEqualTo(1);
        assertThat(CartCache.kept(cart(false, OffsetDateTime.MIN.toInstant()), NOW)).isEqualTo(1);
    }

    /// It may be older than what was there before.
    @Test
    void keepsWhatAReaderOffersForMinutes() {
        assertThat(CartCache.offered(cart(false, null), NOW)).isEqualTo(Duration.ofMinutes(5).toMillis());
        assertThat(CartCache.offered(cart(true, NOW.plusSeconds(90)), NOW)).isEqualTo(90_000);
    }

    private static CartView cart(boolean user, @Nullable Instant expiry) {
        return new CartView(new UUID(1, 1), 1, "ACTIVE", "EUR", user, List.of(), List.of(), CartSummary.of(0), null, 0,
                expiry, null, null);
    }
}
