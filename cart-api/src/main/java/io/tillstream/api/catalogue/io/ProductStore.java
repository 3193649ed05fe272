package io.tillstream.api.catalogue.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.api.catalogue.Product;
import io.tillstream.api.catalogue.Product.Variant;

/// Active products and variants.
@Component
class ProductStore {

    private static final TypeReference<List<Variant>> VARIANTS = new TypeReference<>() {
    };

    /// `lowest_prices` is asked once for all that is listed, and prices and stock are of one moment.
    private static final String PRODUCTS = """
            with listed as materialized (select * from product where active and %s),
                 lowest as materialized (
                   select * from lowest_prices(array(select sku from product_variant v
                                                      where v.product_id in (select product_id from listed)), now())),
                 sold as (
                   select v.product_id, json_agg(json_build_object('sku', v.sku, 'attributes', v.attributes,
                          'price', n.price, 'price_origin', n.origin, 'regular_price', n.regular_price,
                          'lowest_price', l.price, 'promotion_ends_at', n.ends_at, 'image', v.image,
                          'stock', v.stock) order by v.sku) as variants
                     from product_variant v join variant_price n using (sku) left join lowest l using (sku)
                    where v.product_id in (select product_id from listed) and v.active
                    group by v.product_id)
            select p.product_id, p.title, p.description, p.currency, p.price, p.image,
                   coalesce(s.variants, '[]') as variants
              from listed p left join sold s using (product_id)
             order by p.product_id
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    ProductStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// @param after product id, null to begin with the first
    List<Product> list(@Nullable String after, int limit) {
        return sql.sql(PRODUCTS.formatted("product_id > :after order by product_id limit :limit"))
                .params(Map.of("after", after == null ? "" : after, "limit", limit)).query(this::product).list();
    }

    Optional<Product> find(String id) {
        return sql.sql(PRODUCTS.formatted("product_id = :id")).param("id", id).query(this::product).optional();
    }

    private Product product(ResultSet row, int number) throws SQLException {
        var variants = json.readValue(row.getString("variants"), VARIANTS);
        return new Product(row.getString("product_id"), row.getString("title"), row.getString("description"),
                row.getString("currency"), row.getLong("price"), row.getString("image"), variants);
    }
}
