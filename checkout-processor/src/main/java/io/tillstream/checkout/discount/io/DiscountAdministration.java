package io.tillstream.checkout.discount.io;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Reduction;

/// Discounts as a catalogue makes them.
public final class DiscountAdministration {

    /// What a kind of discount has of its own.
    private record Columns(String kind, @Nullable Integer basisPoints, @Nullable Long amount, @Nullable Integer buy,
            @Nullable Integer get) {

        static Columns of(Reduction reduction) {
            return switch (reduction) {
                case Reduction.Percentage(int points) -> new Columns("PERCENTAGE", points, null, null, null);
                case Reduction.FixedAmount(long amount) -> new Columns("FIXED_AMOUNT", null, amount, null, null);
                case Reduction.FreeShipping() -> new Columns("FREE_SHIPPING", null, null, null, null);
                case Reduction.BuyXGetY(int buy, int get) -> new Columns("BUY_X_GET_Y", null, null, buy, get);
            };
        }
    }

    private final JdbcTemplate jdbc;

    public DiscountAdministration(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Creates or replaces; uses stay as they are.
    ///
    /// @param code normalised
    public void write(String code, Offer offer, Limits limits) {
        var own = Columns.of(offer.reduction());
        jdbc.update("""
                insert into discount (code, kind, basis_points, amount, currency, buy_quantity, get_quantity, minimum_order, max_uses,
                    max_per_buyer, product_ids, starts_at, ends_at, active, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                on conflict (code) do update set kind = excluded.kind, basis_points = excluded.basis_points, amount = excluded.amount,
                    currency = excluded.currency, buy_quantity = excluded.buy_quantity, get_quantity = excluded.get_quantity,
                    minimum_order = excluded.minimum_order, max_uses = excluded.max_uses, max_per_buyer = excluded.max_per_buyer,
                    product_ids = excluded.product_ids, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    active = excluded.active, version = discount.version + 1""", code, own.kind(), own.basisPoints(),
                own.amount(), limits.currency(), own.buy(), own.get(), limits.minimumOrder(), limits.maxUses(),
                limits.maxPerBuyer(), array(offer.productIds()), at(limits.startsAt()), at(limits.endsAt()),
                limits.active());
    }

    /// @param code of a discount that there is
    public void deactivate(String code) {
        jdbc.update("update discount set active = false, version = version + 1 where code = ?", code);
    }

    private static String @Nullable [] array(@Nullable Set<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
