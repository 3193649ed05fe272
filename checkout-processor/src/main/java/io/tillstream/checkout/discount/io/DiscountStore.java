package io.tillstream.checkout.discount.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.discount.Buyer;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Reduction;

/// Discounts and their uses, many at once. What touches none runs no statement.
public final class DiscountStore {

    private static final String SELECT = "select * from discount where code = any(?) order by code";

    private final JdbcTemplate jdbc;

    public DiscountStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// For decisions that leave the uses as they are.
    public List<Discount> read(Collection<String> codes) {
        return query(SELECT, codes);
    }

    /// For decisions that change the uses: locks the discounts, by code, until the transaction ends.
    public List<Discount> lock(Collection<String> codes) {
        return query(SELECT + " for no key update", codes);
    }

    private List<Discount> query(String sql, Collection<String> codes) {
        return codes.isEmpty()
                ? List.of()
                : jdbc.query(sql, (rs, _) -> discount(rs), (Object) codes.toArray(String[]::new));
    }

    private static Discount discount(ResultSet rs) throws SQLException {
        var reduction = switch (rs.getString("kind")) {
            case "PERCENTAGE" -> new Reduction.Percentage(rs.getInt("basis_points"));
            case "FIXED_AMOUNT" -> new Reduction.FixedAmount(rs.getLong("amount"));
            case "FREE_SHIPPING" -> new Reduction.FreeShipping();
            case "BUY_X_GET_Y" -> new Reduction.BuyXGetY(rs.getInt("buy_quantity"), rs.getInt("get_quantity"));
            default -> throw new IllegalStateException("a discount of kind " + rs.getString("kind"));
        };
        var products = rs.getArray("product_ids");
        var limits = new Limits(rs.getBoolean("active"), rs.getString("currency"), rs.getLong("minimum_order"),
                rs.getObject("max_uses", Integer.class), rs.getObject("max_per_buyer", Integer.class),
                instant(rs, "starts_at"), instant(rs, "ends_at"));
        return new Discount(rs.getString("code"),
                new Offer(reduction,
                        products == null ? null : Set.copyOf(Arrays.asList((String[]) products.getArray()))),
                limits, rs.getInt("uses"), rs.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Whose uses of a code are to be known.
    ///
    /// @param most of a user, and as many of an e-mail address: more make no difference
    public record Asked(String code, Buyer buyer, int most) {}

    /// Each use once. Of a locked discount, they are read after the lock, so that none is missed.
    public List<DiscountUse> uses(Collection<Asked> asked) {
        if (asked.isEmpty()) {
            return List.of();
        }
        return jdbc.query("""
                select distinct u.order_id, u.code, u.user_id, u.email
                from unnest(?::text[], ?::text[], ?::text[], ?::integer[]) as a(code, user_id, email, most)
                    cross join lateral (
                        (select * from discount_use d where d.code = a.code and d.user_id = a.user_id limit a.most)
                        union all
                        (select * from discount_use d where d.code = a.code and d.email = a.email limit a.most)) u""",
                (rs, _) -> new DiscountUse(rs.getObject("order_id", UUID.class), rs.getString("code"),
                        new Buyer(rs.getString("user_id"), rs.getString("email"))),
                asked.stream().map(Asked::code).toArray(String[]::new),
                asked.stream().map(each -> each.buyer().userId()).toArray(String[]::new),
                asked.stream().map(each -> each.buyer().email()).toArray(String[]::new),
                asked.stream().mapToInt(Asked::most).toArray());
    }

    /// @param changed   locked before, as they are after the batch
    /// @param taken     by orders that are written already
    /// @param givenBack orders that are closed
    public void write(Collection<Discount> changed, Collection<DiscountUse> taken, Collection<UUID> givenBack,
            Instant now) {
        if (changed.isEmpty()) {
            return;
        }
        jdbc.update("""
                update discount d set uses = c.uses, version = c.version
                from unnest(?::text[], ?::integer[], ?::bigint[]) as c(code, uses, version) where d.code = c.code""",
                changed.stream().map(Discount::code).toArray(String[]::new),
                changed.stream().mapToInt(Discount::uses).toArray(),
                changed.stream().mapToLong(Discount::version).toArray());
        if (!taken.isEmpty()) {
            jdbc.update("""
                    insert into discount_use (order_id, code, user_id, email, used_at)
                    select u.*, ? from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as u""",
                    OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                    taken.stream().map(use -> use.orderId().toString()).toArray(String[]::new),
                    taken.stream().map(DiscountUse::code).toArray(String[]::new),
                    taken.stream().map(use -> use.buyer().userId()).toArray(String[]::new),
                    taken.stream().map(use -> use.buyer().email()).toArray(String[]::new));
        }
        if (!givenBack.isEmpty()) {
            jdbc.update("delete from discount_use where order_id = any(?::uuid[])",
                    (Object) givenBack.stream().map(UUID::toString).toArray(String[]::new));
        }
    }
}
