package io.tillstream.checkout.reconciliation.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.io.OrderStore;
import io.tillstream.checkout.reconciliation.Difference;
import io.tillstream.checkout.reconciliation.Difference.Kind;
import io.tillstream.checkout.reconciliation.OrderBook;

/// The shop's own books, and where they differ among themselves. Each statement sees one moment.
final class ShopBooks {

    /// A difference is named at most so many times a run: the first say what is wrong.
    private static final int MOST = 1_000;
    private static final Duration OVERDUE = Duration.ofMinutes(15);
    /// A webhook that has waited for longer than a day waits for an order of somebody else.
    private static final Duration WAITING = Duration.ofHours(1);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final String ORDERS = """
            select o.order_id, o.cart_id, o.status, o.total, o.currency, p.payment_intent_id, p.refunds
            from orders o join payment p using (order_id) where\s""";

    private final JdbcTemplate jdbc;

    ShopBooks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<OrderBook> orders(Collection<UUID> ids) {
        return jdbc.query(ORDERS + "o.order_id = any(?::uuid[])", (rs, _) -> order(rs),
                (Object) ids.stream().map(UUID::toString).toArray(String[]::new));
    }

    /// Orders that were placed since then and count as paid.
    List<OrderBook> paidSince(Instant placed) {
        return jdbc.query(ORDERS + "o.placed_at > ? and o.status in ('CONFIRMED', 'REFUNDED') and o.total > 0",
                (rs, _) -> order(rs), at(placed));
    }

    private static OrderBook order(ResultSet rs) throws SQLException {
        return new OrderBook(rs.getObject("order_id", UUID.class), rs.getObject("cart_id", UUID.class),
                Order.Status.valueOf(rs.getString("status")), rs.getString("payment_intent_id"), rs.getLong("total"),
                rs.getString("currency"), OrderStore.refunds(rs.getString("refunds")));
    }

    /// Quick to see.
    List<Difference> late(Instant now) {
        var all = new ArrayList<Difference>();
        all.addAll(named(Kind.ORDER_OVERDUE, """
                select order_id::text, 'somebody should have looked at it at ' || due_at from payment
                where due_at < ? order by due_at limit ?""", at(now.minus(OVERDUE))));
        all.addAll(named(Kind.EVENT_WAITING, """
                select event_id, 'names order ' || order_id || ' and ' || coalesce(payment_intent_id, 'no PaymentIntent')
                from stripe_event where not joined and received_at between ? and ? order by received_at limit ?""",
                at(now.minus(FORGOTTEN)), at(now.minus(WAITING))));
        return all;
    }

    /// Reads all of the stock's movements, all uses of codes, and the orders that were placed since then.
    List<Difference> sums(Instant placed) {
        var all = new ArrayList<Difference>();
        all.addAll(named(Kind.STOCK_DIFFERS, """
                select v.sku, 'its stock is ' || v.stock || ', its movements add up to ' || coalesce(sum(m.change), 0)
                from product_variant v left join stock_movement m using (sku)
                group by v.sku, v.stock having v.stock <> coalesce(sum(m.change), 0) limit ?"""));
        all.addAll(named(Kind.HOLD_DIFFERS, """
                select h.order_id::text, 'it is ' || h.status || ', should hold ' || h.expected || ' of ' || h.sku || ' and holds ' || h.held
                from (
                    select o.order_id, o.status, i.sku, case when o.status = 'CONFIRMED' or o.status = 'REFUNDED' and o.reason is null
                            or o.status in ('PENDING_PAYMENT', 'REQUIRES_ACTION', 'CLOSING') and o.reason is distinct from 'superseded'
                            then sum(i.quantity) else 0 end as expected,
                        (select -coalesce(sum(m.change), 0) from stock_movement m
                            where m.sku = i.sku and m.kind in ('HELD', 'RELEASED') and m.cause = o.order_id) as held
                    from orders o join order_item i using (order_id) where o.placed_at > ? group by o.order_id, i.sku
                ) h where h.expected <> h.held limit ?""", at(placed)));
        all.addAll(named(Kind.USES_DIFFER,
                """
                select d.code, 'it counts ' || d.uses || ' uses, and orders have ' || count(u.order_id)
                from discount d left join discount_use u using (code) group by d.code having d.uses <> count(u.order_id) limit ?"""));
        return all;
    }

    private List<Difference> named(Kind kind, String sql, Object... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add(MOST);
        return jdbc.query(sql, (rs, _) -> new Difference(kind, rs.getString(1), rs.getString(2), null), all.toArray());
    }

    private static OffsetDateTime at(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
