package io.tillstream.api.cart.io;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.tillstream.api.cart.ShippingMethod;

/// Ways of shipping, as the shop has set them. Only shown: what one costs in the end is decided by the lanes, by the same tables.
@Component
class ShippingMethodStore {

    private final JdbcClient sql;

    ShippingMethodStore(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those of the nearest area that contains the cart's address: the longest postcode prefix first, then one with a region, then one with a country.
    ///
    /// @return the zone's own choice first; none without an address
    List<ShippingMethod> of(UUID cart, String currency) {
        return sql.sql("""
                with destination as (
                     select upper(country) as country, upper(coalesce(region, '')) as region,
                            regexp_replace(upper(postcode), '[^[:alnum:]]', '', 'g') as postcode
                       from cart_address where cart_id = :cart),
                     area as (
                     select zone_id, upper(country) as country, upper(region) as region,
                            regexp_replace(upper(postcode_prefix), '[^[:alnum:]]', '', 'g') as prefix
                       from shipping_area),
                     nearest as (
                     select a.zone_id from area a, destination d
                      where a.country in ('', d.country) and a.region in ('', d.region)
                        and starts_with(d.postcode, a.prefix)
                      order by length(a.prefix) desc, a.region = '', a.country = '' limit 1)
                select m.method, m.price, m.free_from
                  from nearest n join shipping_method m using (zone_id)
                 where m.currency = :currency
                 order by m.position, m.method
                """).param("cart", cart).param("currency", currency)
                .query((row, _) -> new ShippingMethod(row.getString("method"), row.getLong("price"),
                        row.getObject("free_from", Long.class)))
                .list();
    }
}
