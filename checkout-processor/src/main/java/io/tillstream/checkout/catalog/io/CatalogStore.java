package io.tillstream.checkout.catalog.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand.NamedVariant;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertProduct;
import io.tillstream.checkout.catalog.CatalogDecider;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.pricing.Promotion;
import io.tillstream.checkout.pricing.Tariff;
import io.tillstream.checkout.shop.io.Json;

/// Products and their variants.
final class CatalogStore {

    private final JdbcTemplate jdbc;

    CatalogStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks all that a batch touches, in the order in which everybody locks: products, then variants, each by id.
    void lock(Collection<String> productIds, Collection<String> skus) {
        var products = productIds.toArray(String[]::new);
        jdbc.queryForList(
                "select product_id from product where product_id = any(?) order by product_id for no key update",
                String.class,
                (Object) products);
        jdbc.queryForList(
                "select sku from product_variant where sku = any(?) or product_id = any(?) order by sku for no key update",
                String.class,
                skus.toArray(String[]::new), products);
    }

    /// What there is, locked before.
    CatalogDecider.Known known(String productId, List<String> skus, Map<String, Promotion> promotions) {
        var currencies = jdbc.queryForList("select currency from product where product_id = ?", String.class,
                productId);
        var owners = new HashMap<String, String>();
        var stock = new HashMap<String, Integer>();
        jdbc.query("select sku, product_id, stock from product_variant where sku = any(?)", rs -> {
            owners.put(rs.getString("sku"), rs.getString("product_id"));
            stock.put(rs.getString("sku"), rs.getInt("stock"));
        }, (Object) skus.toArray(String[]::new));
        return new CatalogDecider.Known(currencies.isEmpty() ? null : currencies.getFirst(), Map.copyOf(owners),
                Map.copyOf(stock), promotions);
    }

    /// All variants of a product, by sku, with those promotions that have not ended.
    List<Listing> listings(String productId, Instant now) {
        var bySku = new LinkedHashMap<String, Listing>();
        jdbc.query("""
                select v.sku, p.version, p.title, v.attributes, coalesce(v.image, p.image) as image, v.active and p.active as active, p.tax_class,
                    p.currency, p.price, v.price_override, r.promotion_id, r.price as promotion_price, r.starts_at, r.ends_at
                from product p join product_variant v using (product_id) left join promotion r on r.sku = v.sku and r.ends_at > ?
                where p.product_id = ? order by v.sku, r.starts_at, r.promotion_id""", rs -> {
            bySku.merge(rs.getString("sku"), listing(productId, rs),
                    (one, other) -> one.with(one.tariff().with(other.tariff().promotions())));
        }, OffsetDateTime.ofInstant(now, ZoneOffset.UTC), productId);
        return List.copyOf(bySku.values());
    }

    private static Listing listing(String productId, ResultSet rs) throws SQLException {
        var promotions = rs.getString("promotion_id") == null
                ? List.<Promotion>of()
                : List.of(PromotionStore.promotion(rs));
        return new Listing(rs.getString("sku"), rs.getLong("version"), productId, rs.getString("title"),
                Json.strings(rs.getString("attributes")), rs.getString("image"), rs.getBoolean("active"),
                rs.getString("tax_class"), rs.getString("currency"),
                new Tariff(rs.getLong("price"), rs.getObject("price_override", Long.class), promotions));
    }

    /// Another version: something of it has changed that is elsewhere.
    void touch(String productId, Instant now) {
        jdbc.update("update product set version = version + 1, updated_at = ? where product_id = ?",
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC), productId);
    }

    /// @param productId of a product that there is
    void setTaxClass(String productId, String taxClass, Instant now) {
        jdbc.update("update product set tax_class = ?, version = version + 1, updated_at = ? where product_id = ?",
                taxClass, OffsetDateTime.ofInstant(now, ZoneOffset.UTC), productId);
    }

    void write(String productId, UpsertProduct product, Instant now) {
        jdbc.update(
                """
                insert into product (product_id, title, description, currency, price, image, active, version, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, 1, ?)
                on conflict (product_id) do update set title = excluded.title, description = excluded.description, price = excluded.price,
                    image = excluded.image, active = excluded.active, version = product.version + 1, updated_at = excluded.updated_at""",
                productId, product.title(), product.description(), product.currency(), product.price(), product.image(),
                product.active(),
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        var variants = product.variants();
        var skus = variants.stream().map(NamedVariant::sku).toArray(String[]::new);
        int written = jdbc.update("""
                insert into product_variant (sku, product_id, attributes, price_override, image, active, stock, version)
                select sku, ?, attributes, price, image, true, 0, 0
                from unnest(?::text[], ?::jsonb[], ?::bigint[], ?::text[]) as v(sku, attributes, price, image)
                on conflict (sku) do update set attributes = excluded.attributes, price_override = excluded.price_override,
                    image = excluded.image, active = true
                where product_variant.product_id = excluded.product_id""", productId, skus,
                variants.stream().map(variant -> Json.write(variant.attributes())).toArray(String[]::new),
                variants.stream().map(variant -> variant.price() == null ? null : variant.price().toString())
                        .toArray(String[]::new),
                variants.stream().map(NamedVariant::image).toArray(String[]::new));
        if (written < variants.size()) {
            throw new RecordFault("another product has taken one of the skus of " + productId + " meanwhile");
        }
        jdbc.update("update product_variant set active = false where product_id = ? and active and not sku = any(?)",
                productId, skus);
    }
}
