package io.tillstream.checkout.catalog.io;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand.SetShippingZone;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.TaxTable;

/// Shipping zones and tax rates, as a catalogue makes them. Carts are priced by what is in memory of them, seconds later.
final class TableStore {

    private final JdbcTemplate jdbc;

    TableStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Zones are few and change seldom, and an area has one of them: one writer at a time. Readers do not wait.
    void lockZones() {
        jdbc.execute("lock table shipping_zone in share row exclusive mode");
    }

    /// Zones of those of the areas that are in one.
    Map<Area, String> owners(List<Area> areas) {
        var owners = new HashMap<Area, String>();
        jdbc.query("""
                select a.* from shipping_area a
                    join unnest(?::text[], ?::text[], ?::text[]) as s(country, region, postcode_prefix)
                        using (country, region, postcode_prefix)""", rs -> {
            owners.put(new Area(rs.getString("country"), rs.getString("region"), rs.getString("postcode_prefix")),
                    rs.getString("zone_id"));
        }, texts(areas, Area::country), texts(areas, Area::region), texts(areas, Area::postcodePrefix));
        return owners;
    }

    boolean exists(String zone) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from shipping_area where zone_id = ?)", Boolean.class, zone));
    }

    void set(String zone, SetShippingZone set) {
        jdbc.update("""
                insert into shipping_zone (zone_id, tax_class) values (?, ?)
                on conflict (zone_id) do update set tax_class = excluded.tax_class""", zone, set.taxClass());
        empty(zone);
        var areas = set.areas();
        jdbc.update("""
                insert into shipping_area (zone_id, country, region, postcode_prefix)
                select ?, a.* from unnest(?::text[], ?::text[], ?::text[]) as a""", zone, texts(areas, Area::country),
                texts(areas, Area::region), texts(areas, Area::postcodePrefix));
        var methods = set.methods();
        jdbc.update("""
                insert into shipping_method (zone_id, method, currency, position, price, free_from)
                select ?, m.* from unnest(?::text[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[]) as m""", zone,
                texts(methods, method -> method.method()), texts(methods, method -> method.currency()),
                texts(methods, method -> method.position()), texts(methods, method -> method.price()),
                texts(methods, method -> method.freeFrom()));
    }

    /// The zone itself stays, empty: a shop whose last zone was removed ships nowhere.
    void empty(String zone) {
        jdbc.update("delete from shipping_method where zone_id = ?", zone);
        jdbc.update("delete from shipping_area where zone_id = ?", zone);
    }

    /// @param country empty: everywhere
    void setRates(String country, List<TaxTable.Row> rates) {
        jdbc.update("delete from tax_rate where country = ?", country);
        jdbc.update("""
                insert into tax_rate (country, region, postcode_prefix, tax_class, ppm, inclusive, valid_from, valid_until)
                select ?, r.* from unnest(?::text[], ?::text[], ?::text[], ?::integer[], ?::boolean[], ?::timestamptz[],
                    ?::timestamptz[]) as r""", country, texts(rates, row -> row.area().region()),
                texts(rates, row -> row.area().postcodePrefix()), texts(rates, row -> row.rate().taxClass()),
                texts(rates, row -> row.rate().ppm()), texts(rates, row -> row.rate().inclusive()),
                texts(rates, row -> text(row.from())), texts(rates, row -> text(row.until())));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return Objects.toString(at, null);
    }

    private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable Object> column) {
        return all.stream().map(column).map(each -> Objects.toString(each, null)).toArray(String[]::new);
    }
}
