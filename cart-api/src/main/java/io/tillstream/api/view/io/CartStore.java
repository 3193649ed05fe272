package io.tillstream.api.view.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

import io.tillstream.api.json.Json;
import io.tillstream.api.view.CartSummary;
import io.tillstream.api.view.CartView;
import io.tillstream.api.view.CartView.Line;
import io.tillstream.api.view.CartView.Saved;

/// Carts as the lanes have written them: the same as the event of the same version tells.
@Component
class CartStore {

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {
    };
    private static final TypeReference<List<Saved>> SAVED = new TypeReference<>() {
    };

    /// One statement, so that all of a cart is of the same moment.
    private static final String CART = """
            select c.cart_id, c.version, c.status, c.currency, c.user_id is not null as owned, c.expires_at, c.order_id,
                   c.merged_into, c.summary, coalesce(l.subtotal, 0) as subtotal, coalesce(l.lines, '[]') as lines,
                   coalesce(s.saved, '[]') as saved
              from cart c
              left join lateral (
                   select sum(quantity * unit_price)::bigint as subtotal,
                          json_agg(json_build_object('line_id', line_id, 'sku', sku, 'title', title,
                                   'options', options, 'quantity', quantity, 'unit_price', unit_price,
                                   'discount', coalesce((c.summary -> 'line_discounts' ->> line_id)::bigint, 0),
                                   'price_origin', coalesce(price_origin, 'base'),
                                   'promotion_ends_at', promotion_ends_at) order by position) as lines
                     from cart_item i where i.cart_id = c.cart_id) l on true
              left join lateral (
                   select json_agg(json_build_object('line_id', line_id, 'sku', sku, 'title', title,
                                   'options', options, 'quantity', quantity, 'unit_price', unit_price)
                                   order by position) as saved
                     from saved_for_later k where k.cart_id = c.cart_id) s on true
            """;

    private final JdbcClient sql;

    CartStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<CartView> find(UUID cart) {
        return sql.sql(CART + "where c.cart_id = :cart").param("cart", cart).query(CartStore::view).optional();
    }

    /// A user may have several; the latest is theirs.
    Optional<CartView> latestOf(String user, Instant now) {
        return sql.sql(CART + """
                where c.user_id = :user and c.status in ('ACTIVE', 'ABANDONED')
                  and (c.expires_at is null or c.expires_at > :now)
                order by c.created_at desc, c.cart_id
                limit 1
                """).params(Map.of("user", user, "now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)))
                .query(CartStore::view).optional();
    }

    private static CartView view(ResultSet row, int number) throws SQLException {
        long subtotal = row.getLong("subtotal");
        return new CartView(row.getObject("cart_id", UUID.class), row.getLong("version"), row.getString("status"),
                row.getString("currency"), row.getBoolean("owned"),
                Json.reader().readValue(row.getString("lines"), LINES),
                Json.reader().readValue(row.getString("saved"), SAVED), summary(row.getString("summary"), subtotal),
                null, subtotal, instant(row), row.getString("order_id"), row.getString("merged_into"));
    }

    private static CartSummary summary(@Nullable String told, long subtotal) {
        return told == null ? CartSummary.of(subtotal) : Json.reader().readValue(told, CartSummary.class);
    }

    /// A cart that is kept after its end only because of its orders has `-infinity`.
    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        var expiry = row.getObject("expires_at", OffsetDateTime.class);
        return expiry == null ? null : expiry.toInstant();
    }
}
