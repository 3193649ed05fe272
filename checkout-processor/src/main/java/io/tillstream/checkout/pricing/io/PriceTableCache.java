package io.tillstream.checkout.pricing.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.Destination;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.pricing.ShippingTable;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.ShippingTable.ZoneArea;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.TaxTable;
import io.tillstream.checkout.pricing.TaxTable.Row;

/// The tables of shipping and taxes, in memory. They are small and change seldom, so no batch reads them, least of all while it holds locks. A change is seen within seconds.
public final class PriceTableCache {

    private final JdbcTemplate jdbc;
    private volatile PriceTables tables;

    public PriceTableCache(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.tables = read();
    }

    public PriceTables now() {
        return tables;
    }

    /// Reads them again. If PostgreSQL does not answer, what was read before stays.
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    public void refresh() {
        tables = read();
    }

    private PriceTables read() {
        var areas = jdbc.query("select a.*, z.tax_class from shipping_area a join shipping_zone z using (zone_id)",
                (rs, _) -> new ZoneArea(rs.getString("zone_id"), rs.getString("tax_class"), area(rs)));
        var methods = jdbc.query("select * from shipping_method",
                (rs, _) -> new Method(rs.getString("zone_id"), rs.getString("method"), rs.getInt("position"),
                        rs.getString("currency"), rs.getLong("price"), rs.getObject("free_from", Long.class)));
        var rates = jdbc.query("select * from tax_rate",
                (rs, _) -> new Row(area(rs),
                        new TaxRate(rs.getString("tax_class"), rs.getInt("ppm"), rs.getBoolean("inclusive")),
                        instant(rs, "valid_from"), instant(rs, "valid_until")));
        var used = jdbc.queryForObject("select exists (select 1 from shipping_zone)", Boolean.class);
        return new PriceTables(new ShippingTable(areas, methods, Boolean.TRUE.equals(used)), new TaxTable(rates));
    }

    private static Area area(ResultSet rs) throws SQLException {
        return new Area(rs.getString("country").toUpperCase(Locale.ROOT),
                rs.getString("region").toUpperCase(Locale.ROOT),
                Destination.postcode(rs.getString("postcode_prefix")));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
