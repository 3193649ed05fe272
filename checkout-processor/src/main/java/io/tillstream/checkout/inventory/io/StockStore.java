package io.tillstream.checkout.inventory.io;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;

/// Variants and their stock, many at once.
public final class StockStore {

    private static final String SELECT = """
            select v.sku, p.title, p.currency, coalesce(v.price_override, p.price) as price, v.active and p.active as active, v.stock, v.version,
                v.product_id, p.tax_class
            from product_variant v join product p using (product_id) where v.sku = any(?) order by v.sku""";

    private final JdbcTemplate jdbc;

    public StockStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// For decisions that leave the stock as it is.
    public List<Variant> read(Collection<String> skus) {
        return query(SELECT, skus);
    }

    /// For decisions that change the stock: locks the variants, by sku, until the transaction ends.
    public List<Variant> lock(Collection<String> skus) {
        return query(SELECT + " for no key update of v", skus);
    }

    private List<Variant> query(String sql, Collection<String> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        return jdbc.query(sql,
                (rs, _) -> new Variant(rs.getString("sku"), rs.getString("title"), rs.getString("currency"),
                        rs.getLong("price"),
                        rs.getBoolean("active"), rs.getInt("stock"), rs.getLong("version"),
                        rs.getString("product_id"), rs.getString("tax_class")),
                (Object) skus.toArray(String[]::new));
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
