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

    private static final String PRODUCTS = """
            select p.product_id, p.title, p.description, p.currency, p.price, p.image,
                   (select coalesce(json_agg(json_build_object('sku', v.sku, 'attributes', v.attributes,
                           'price', coalesce(v.price_override, p.price), 'image', v.image, 'stock', v.stock)
                           order by v.sku), '[]')
                      from product_variant v where v.product_id = p.product_id and v.active) as variants
              from product p
             where p.active and\s""";

    private final JdbcClient sql;
    private final JsonMapper json;

    ProductStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// @param after product id, null to begin with the first
    List<Product> list(@Nullable String after, int limit) {
        return sql.sql(PRODUCTS + "p.product_id > :after order by p.product_id limit :limit")
                .params(Map.of("after", after == null ? "" : after, "limit", limit)).query(this::product).list();
    }

    Optional<Product> find(String id) {
        return sql.sql(PRODUCTS + "p.product_id = :id").param("id", id).query(this::product).optional();
    }

    private Product product(ResultSet row, int number) throws SQLException {
        var variants = json.readValue(row.getString("variants"), VARIANTS).stream()
                .map(v -> new Variant(v.sku(), v.attributes(), v.price(), Product.address(v.image()), v.stock()))
                .toList();
        return new Product(row.getString("product_id"), row.getString("title"), row.getString("description"),
                row.getString("currency"), row.getLong("price"), Product.address(row.getString("image")), variants);
    }
}
