package io.tillstream.api.view.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.api.view.CartView;
import io.tillstream.api.view.CartView.Line;

/// Carts as the lanes have written them.
@Component
class CartStore {

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {
    };

    private final JdbcClient sql;
    private final JsonMapper json;

    CartStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// One statement, so cart and lines are of the same moment.
    Optional<CartView> find(UUID cart) {
        return sql.sql("""
                select c.cart_id, c.version, c.status, c.currency, c.order_id,
                       coalesce(l.subtotal, 0) as subtotal, coalesce(l.lines, '[]') as lines
                  from cart c
                  left join lateral (
                       select sum(quantity * unit_price)::bigint as subtotal,
                              json_agg(json_build_object('line_id', line_id, 'sku', sku, 'title', title,
                                       'options', options, 'quantity', quantity, 'unit_price', unit_price)
                                       order by position) as lines
                         from cart_item i where i.cart_id = c.cart_id) l on true
                 where c.cart_id = :cart
                """).param("cart", cart).query(this::view).optional();
    }

    private CartView view(ResultSet row, int number) throws SQLException {
        return new CartView(row.getObject("cart_id", UUID.class), row.getLong("version"), row.getString("status"),
                row.getString("currency"), json.readValue(row.getString("lines"), LINES), row.getLong("subtotal"),
                row.getString("order_id"));
    }
}
