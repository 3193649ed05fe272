package io.tillstream.checkout.order.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.order.Timing;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.payment.Refund;
import io.tillstream.checkout.pricing.Totals;
import io.tillstream.checkout.shop.io.Json;

/// Orders with their items and payments, many at once.
public final class OrderStore {

    private record Row(UUID orderId, int position, OrderLine line) {}

    private final JdbcTemplate jdbc;

    public OrderStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks the orders, by id, until the transaction ends.
    public List<Order> lock(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var wanted = ids.stream().map(UUID::toString).toArray(String[]::new);
        var lines = lines(wanted);
        return jdbc.query("""
                select o.*, p.payment_method, p.payment_intent_id, p.status as payment_status, p.client_secret, p.action_url, p.decline_code,
                    p.decline_message, p.refunds, p.buyer_left_ms, p.hold_ends_at, p.look_at
                from orders o join payment p using (order_id)
                where order_id = any(?::uuid[]) order by order_id for no key update of o""",
                (rs, _) -> order(rs, lines), (Object) wanted);
    }

    private Map<UUID, List<OrderLine>> lines(String[] ids) {
        var lines = new HashMap<UUID, List<OrderLine>>();
        jdbc.query("""
                select order_id, position, line_id, sku, title, options, quantity, unit_price, discount
                from order_item where order_id = any(?::uuid[]) order by order_id, position""",
                (rs, _) -> new Row(rs.getObject("order_id", UUID.class), rs.getInt("position"),
                        new OrderLine(rs.getString("line_id"),
                                rs.getString("sku"), rs.getString("title"), Json.strings(rs.getString("options")),
                                rs.getInt("quantity"),
                                rs.getLong("unit_price"), rs.getLong("discount"))),
                (Object) ids)
                .forEach(row -> lines.computeIfAbsent(row.orderId(), _ -> new ArrayList<>()).add(row.line()));
        return lines;
    }

    private static Order order(ResultSet rs, Map<UUID, List<OrderLine>> lines) throws SQLException {
        var id = rs.getObject("order_id", UUID.class);
        return new Order(id, rs.getObject("cart_id", UUID.class), rs.getObject("command_id", UUID.class),
                Order.Status.valueOf(rs.getString("status")), rs.getString("reason"), rs.getLong("version"),
                rs.getString("user_id"),
                rs.getString("email"), rs.getString("currency"),
                new Totals(rs.getLong("subtotal"), rs.getLong("discount"), rs.getLong("shipping"), rs.getLong("tax"),
                        rs.getLong("tax_included")),
                lines.getOrDefault(id, List.of()),
                payment(rs), rs.getString("discount_code"), rs.getString("shipping_method"),
                new Timing(Objects.requireNonNull(instant(rs, "placed_at")),
                        Duration.ofMillis(rs.getLong("buyer_left_ms")), instant(rs, "hold_ends_at"),
                        Objects.requireNonNull(instant(rs, "look_at"))));
    }

    private static Payment payment(ResultSet rs) throws SQLException {
        return new Payment(rs.getString("payment_method"), rs.getString("payment_intent_id"),
                Payment.Status.valueOf(rs.getString("payment_status")), rs.getString("client_secret"),
                rs.getString("action_url"), rs.getString("decline_code"), rs.getString("decline_message"),
                RefundJson.read(rs.getString("refunds")));
    }

    /// @param json column `refunds` of a payment
    public static List<Refund> refunds(String json) {
        return RefundJson.read(json);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Writes orders as they are after the batch; those that are new come with their items.
    ///
    /// @param before ids of orders that exist
    public void write(Collection<Order> after, Set<UUID> before, Instant now) {
        if (after.isEmpty()) {
            return;
        }
        var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        var placed = after.stream().filter(order -> !before.contains(order.id())).toList();
        if (!placed.isEmpty()) {
            insert(placed, at);
            writeItems(placed);
        }
        var changed = after.stream().filter(order -> before.contains(order.id())).toList();
        if (!changed.isEmpty()) {
            jdbc.update("""
                    update orders o set status = c.status, reason = c.reason, version = c.version, updated_at = ?
                    from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[]) as c(order_id, status, reason, version)
                    where o.order_id = c.order_id and o.version <> c.version""", at,
                    texts(changed, order -> order.id().toString()),
                    texts(changed, order -> order.status().name()), texts(changed, Order::reason),
                    changed.stream().mapToLong(Order::version).toArray());
        }
        writePayments(after, at);
    }

    private void insert(List<Order> placed, OffsetDateTime at) {
        jdbc.update(
                """
                insert into orders (order_id, cart_id, command_id, status, reason, version, user_id, email, currency, subtotal, discount, shipping,
                    tax, total, tax_included, discount_code, number, shipping_method, placed_at, updated_at)
                select o.*, ?, ? from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[]) as o""",
                at, at,
                texts(placed, order -> order.id().toString()),
                texts(placed, order -> order.cartId().toString()), texts(placed, order -> order.commandId().toString()),
                texts(placed, order -> order.status().name()), texts(placed, Order::reason),
                placed.stream().mapToLong(Order::version).toArray(),
                texts(placed, Order::userId), texts(placed, Order::email), texts(placed, Order::currency),
                placed.stream().mapToLong(order -> order.totals().subtotal()).toArray(),
                placed.stream().mapToLong(order -> order.totals().discount()).toArray(),
                placed.stream().mapToLong(order -> order.totals().shipping()).toArray(),
                placed.stream().mapToLong(order -> order.totals().tax()).toArray(),
                placed.stream().mapToLong(order -> order.totals().total()).toArray(),
                placed.stream().mapToLong(order -> order.totals().taxIncluded()).toArray(),
                texts(placed, Order::discountCode), texts(placed, Order::number), texts(placed, Order::shippingMethod));
    }

    private void writeItems(List<Order> placed) {
        var rows = new ArrayList<Row>();
        placed.forEach(order -> {
            for (int i = 0; i < order.lines().size(); i++) {
                rows.add(new Row(order.id(), i, order.lines().get(i)));
            }
        });
        if (!rows.isEmpty()) {
            jdbc.update(
                    """
                    insert into order_item (order_id, line_id, position, sku, title, options, quantity, unit_price, discount)
                    select * from unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::jsonb[], ?::integer[], ?::bigint[], ?::bigint[])""",
                    texts(rows, row -> row.orderId().toString()), texts(rows, row -> row.line().id()),
                    rows.stream().mapToInt(Row::position).toArray(), texts(rows, row -> row.line().sku()),
                    texts(rows, row -> row.line().title()),
                    texts(rows, row -> Json.write(row.line().options())),
                    rows.stream().mapToInt(row -> row.line().quantity()).toArray(),
                    rows.stream().mapToLong(row -> row.line().unitPrice()).toArray(),
                    rows.stream().mapToLong(row -> row.line().discount()).toArray());
        }
    }

    private void writePayments(Collection<Order> orders, OffsetDateTime at) {
        jdbc.update("""
                insert into payment (order_id, payment_method, payment_intent_id, status, amount, currency, client_secret, action_url, decline_code,
                    decline_message, refunds, buyer_left_ms, hold_ends_at, look_at, due_at, updated_at)
                select p.*, ? from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::jsonb[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[]) as p
                on conflict (order_id) do update set payment_intent_id = excluded.payment_intent_id, status = excluded.status,
                    client_secret = excluded.client_secret, action_url = excluded.action_url, decline_code = excluded.decline_code,
                    decline_message = excluded.decline_message, refunds = excluded.refunds, buyer_left_ms = excluded.buyer_left_ms,
                    hold_ends_at = excluded.hold_ends_at, look_at = excluded.look_at, due_at = excluded.due_at,
                    updated_at = excluded.updated_at""", at, texts(orders, order -> order.id().toString()),
                texts(orders, order -> order.payment().method()), texts(orders, order -> order.payment().intentId()),
                texts(orders, order -> order.payment().status().name()),
                orders.stream().mapToLong(order -> order.totals().total()).toArray(),
                texts(orders, Order::currency), texts(orders, order -> order.payment().clientSecret()),
                texts(orders, order -> order.payment().actionUrl()),
                texts(orders, order -> order.payment().declineCode()),
                texts(orders, order -> order.payment().declineMessage()),
                texts(orders, order -> RefundJson.write(order.payment().refunds())),
                orders.stream().mapToLong(order -> order.timing().left().toMillis()).toArray(),
                times(orders, order -> order.timing().holdEndsAt()), times(orders, order -> order.timing().lookAt()),
                times(orders, Order::dueAt));
    }

    private static @Nullable String[] times(Collection<Order> orders, Function<Order, @Nullable Instant> column) {
        return texts(orders, order -> {
            var at = column.apply(order);
            return at == null ? null : at.toString();
        });
    }

    private static <T> @Nullable String[] texts(Collection<T> all, Function<T, @Nullable String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }
}
