package io.tillstream.checkout.inventory.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.Promotion;
import io.tillstream.checkout.pricing.Tariff;

/// Variants and their stock, many at once.
public final class StockStore {

    /// A row for each promotion, or one for a variant that has none.
    private static final String SELECT = """
            select v.sku, p.title, p.currency, p.price, v.price_override, v.active and p.active as active, v.stock, v.version, v.product_id,
                p.tax_class, r.promotion_id, r.price as promotion_price, r.starts_at, r.ends_at
            from product_variant v join product p using (product_id) left join promotion r on r.sku = v.sku
            where v.sku = any(?) order by v.sku""";

    private final JdbcTemplate jdbc;

    public StockStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// For decisions that leave the stock as it is.
    public List<Variant> read(Collection<String> skus) {
        return query(skus);
    }

    /// For decisions that change the stock: locks the variants, by sku, until the transaction ends. They are read after that: a statement that waits for
    /// a lock reads again only the rows that it locks, and the product and its promotions would be those of before the wait.
    public List<Variant> lock(Collection<String> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        jdbc.queryForList("select sku from product_variant where sku = any(?) order by sku for no key update",
                String.class, (Object) skus.toArray(String[]::new));
        return read(skus);
    }

    private List<Variant> query(Collection<String> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        var bySku = new LinkedHashMap<String, Variant>();
        jdbc.query(SELECT, rs -> {
            bySku.merge(rs.getString("sku"), variant(rs),
                    (one, other) -> one.with(one.tariff().with(other.tariff().promotions())));
        }, (Object) skus.toArray(String[]::new));
        return List.copyOf(bySku.values());
    }

    private static Variant variant(ResultSet rs) throws SQLException {
        var tariff = new Tariff(rs.getLong("price"), rs.getObject("price_override", Long.class), promotions(rs));
        return new Variant(rs.getString("sku"), rs.getString("title"), rs.getString("currency"), tariff,
                rs.getBoolean("active"), rs.getInt("stock"), rs.getLong("version"), rs.getString("product_id"),
                rs.getString("tax_class"));
    }

    private static List<Promotion> promotions(ResultSet rs) throws SQLException {
        var id = rs.getString("promotion_id");
        return id == null
                ? List.of()
                : List.of(new Promotion(id, rs.getLong("promotion_price"),
                        rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("ends_at", OffsetDateTime.class).toInstant()));
    }

    /// @param changed locked before, as they are after the batch
    public void write(Collection<Variant> changed, List<StockMovement> movements, Instant now) {
        if (movements.isEmpty()) {
            return;
        }
        jdbc.update("""
                update product_variant v set stock = c.stock, version = c.version
                from unnest(?::text[], ?::integer[], ?::bigint[]) as c(sku, stock, version) where v.sku = c.sku""",
                changed.stream().map(Variant::sku).toArray(String[]::new),
                changed.stream().mapToInt(Variant::stock).toArray(),
                changed.stream().mapToLong(Variant::version).toArray());
        jdbc.update("""
                insert into stock_movement (sku, kind, cause, change, reason, at)
                select m.*, ? from unnest(?::text[], ?::text[], ?::uuid[], ?::integer[], ?::text[]) as m""",
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                movements.stream().map(StockMovement::sku).toArray(String[]::new),
                movements.stream().map(movement -> movement.kind().name()).toArray(String[]::new),
                movements.stream().map(movement -> movement.cause().toString()).toArray(String[]::new),
                movements.stream().mapToInt(StockMovement::change).toArray(),
                movements.stream().map(StockMovement::reason).toArray(String[]::new));
    }
}
