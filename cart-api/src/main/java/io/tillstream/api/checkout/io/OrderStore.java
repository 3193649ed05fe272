package io.tillstream.api.checkout.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.checkout.PaymentView;
import io.tillstream.api.json.Json;

/// Orders with their lines and payments.
@Component
class OrderStore {

    private static final TypeReference<List<OrderView.Line>> LINES = new TypeReference<>() {
    };

    private static final TypeReference<List<PaymentView.Refund>> REFUNDS = new TypeReference<>() {
    };

    private static final String ORDER = """
            select o.order_id, o.number, o.cart_id, o.user_id, o.email, o.status, o.version, o.reason, o.currency,
                   o.subtotal, o.discount, o.shipping, o.tax, o.tax_included, o.total, o.discount_code, o.placed_at,
                   o.updated_at, p.status as payment_status, p.payment_method, p.payment_intent_id, p.client_secret, p.action_url,
                   p.decline_code, p.decline_message, p.hold_ends_at, p.refunds,
                   (select coalesce(json_agg(json_build_object('line_id', line_id, 'sku', sku, 'title', title,
                           'options', options, 'quantity', quantity, 'unit_price', unit_price, 'discount', discount)
                           order by position), '[]')
                      from order_item i where i.order_id = o.order_id) as lines
              from orders o
              left join payment p on p.order_id = o.order_id
            """;

    private final JdbcClient sql;
    private final Clock clock;

    OrderStore(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// An order and whose it is.
    ///
    /// @param user  null: a guest's
    /// @param email as the buyer wrote it, null: not known
    record Placed(OrderView order, @Nullable String user, @Nullable String email) {}

    Optional<OrderView> of(UUID cart, UUID command) {
        return sql.sql(ORDER + "where o.cart_id = :cart and o.command_id = :command").param("cart", cart)
                .param("command", command).query(this::view).optional();
    }

    /// @param number as [io.tillstream.api.checkout.OrderNumber] reads it
    /// @return more than one, it is to be feared, once in a long while: numbers have 60 bits
    List<Placed> numbered(String number) {
        return sql.sql(ORDER + "where o.number = :number order by o.placed_at desc").param("number", number)
                .query((row, i) -> new Placed(view(row, i), row.getString("user_id"), row.getString("email"))).list();
    }

    /// Whose cart it is, empty: a guest's, or not written yet.
    Optional<String> user(UUID cart) {
        return sql.sql("select user_id from cart where cart_id = :cart").param("cart", cart).query(String.class)
                .optional();
    }

    private OrderView view(ResultSet row, int number) throws SQLException {
        var totals = new OrderView.Totals(row.getLong("subtotal"), row.getLong("discount"), row.getLong("shipping"),
                row.getLong("tax"), row.getLong("tax_included"), row.getLong("total"));
        return new OrderView(row.getObject("order_id", UUID.class), row.getString("number"),
                row.getObject("cart_id", UUID.class), row.getString("status"), row.getLong("version"),
                row.getString("reason"), row.getString("currency"), totals, row.getString("discount_code"),
                Json.reader().readValue(row.getString("lines"), LINES), payment(row),
                instant(row, "placed_at"));
    }

    private @Nullable PaymentView payment(ResultSet row) throws SQLException {
        var status = row.getString("payment_status");
        if (status == null) {
            return null;
        }
        var end = row.getObject("hold_ends_at", OffsetDateTime.class);
        return new PaymentView(status, row.getString("payment_intent_id"), row.getString("client_secret"),
                row.getString("action_url"),
                row.getString("decline_code"), row.getString("decline_message"), end == null ? null : end.toInstant(),
                Json.reader().readValue(row.getString("refunds"), REFUNDS), false).of(row.getString("status"),
                        row.getString("payment_method") == null, instant(row, "updated_at"), clock.instant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
