package io.tillstream.quickstart.order;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.order.io.OrderStore;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.shop.io.Json;
import io.tillstream.quickstart.Database;
import io.tillstream.quickstart.Failure;

/// The processor's orders, without their locks.
final class OrderTable {

    private final JdbcTemplate jdbc;

    private OrderTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param url may name user and password as JDBC addresses do
    /// @throws Failure if there is no such order, or if the number is that of several
    static ShownOrder one(String url, OrderName name) throws SQLException {
        try (Connection connection = Database.open(url)) {
            return new OrderTable(new JdbcTemplate(new SingleConnectionDataSource(connection, true))).one(name);
        }
    }

    private ShownOrder one(OrderName name) {
        var found = jdbc.query(
                """
                select o.order_id, o.cart_id, o.number, o.status, o.reason, o.currency, o.total, o.placed_at, p.payment_method,
                    p.payment_intent_id, p.status as payment_status, p.decline_code, p.decline_message, p.refunds, p.hold_ends_at
                from orders o join payment p using (order_id) where o.order_id = ? or o.number = ? order by o.placed_at""",
                (rs, _) -> order(rs), name.id(), name.number());
        if (found.size() > 1) {
            throw new Failure("%d orders have the number %s; name one by its id: %s".formatted(found.size(), name,
                    found.stream().map(each -> "%s of %s".formatted(each.id(), each.placedAt()))
                            .collect(Collectors.joining(", "))));
        }
        return found.stream().findFirst().orElseThrow(() -> new Failure("There is no order " + name));
    }

    private ShownOrder order(ResultSet rs) throws SQLException {
        var id = rs.getObject("order_id", UUID.class);
        return new ShownOrder(id, rs.getObject("cart_id", UUID.class), rs.getString("number"), rs.getString("status"),
                rs.getString("reason"), rs.getString("currency"), rs.getLong("total"),
                Objects.requireNonNull(instant(rs, "placed_at")), instant(rs, "hold_ends_at"), payment(rs), lines(id));
    }

    /// Without what is the buyer's alone.
    private static Payment payment(ResultSet rs) throws SQLException {
        return new Payment(rs.getString("payment_method"), rs.getString("payment_intent_id"),
                Payment.Status.valueOf(rs.getString("payment_status")), null, null, rs.getString("decline_code"),
                rs.getString("decline_message"), OrderStore.refunds(rs.getString("refunds")));
    }

    private List<OrderLine> lines(UUID id) {
        return jdbc.query("""
                select line_id, sku, title, options, quantity, unit_price, discount from order_item
                where order_id = ? order by position""",
                (rs, _) -> new OrderLine(rs.getString("line_id"), rs.getString("sku"), rs.getString("title"),
                        Json.strings(rs.getString("options")), rs.getInt("quantity"), rs.getLong("unit_price"),
                        rs.getLong("discount")),
                id);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
