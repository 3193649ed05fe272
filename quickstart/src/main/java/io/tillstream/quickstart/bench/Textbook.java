package io.tillstream.quickstart.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.io.CartStore;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop;
import io.tillstream.schemas.AvroCodec;

/// The textbook: a transaction per checkout that locks the stock's rows, writes row after row, as an ORM does unless told otherwise, and commits. The
/// decision and the events are those of Tillstream. The outbox has a row per event; publishing them would come on top, and is not counted.
final class Textbook implements Contender {

    static final int CONNECTIONS = 8;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final CartStore carts;
    private final StockStore stock;
    private final AvroCodec codec;

    /// @param database with that many connections
    Textbook(DataSource database, AvroCodec codec) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.carts = new CartStore(jdbc);
        this.stock = new StockStore(jdbc);
        this.codec = codec;
        jdbc.execute("""
                create table if not exists textbook_outbox (
                    id bigint generated always as identity primary key, topic text not null, key text not null, value bytea not null,
                    headers text not null)""");
    }

    @Override
    public Run run(Sale sale) throws Exception {
        jdbc.execute("truncate textbook_outbox");
        var waiting = new ConcurrentLinkedQueue<>(sale.asks());
        long begin = System.nanoTime();
        AtOnce.run(CONNECTIONS, _ -> {
            for (var ask = waiting.poll(); ask != null; ask = waiting.poll()) {
                var next = ask;
                transaction.executeWithoutResult(_ -> checkout(next));
            }
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        var events = new HashMap<String, Integer>();
        jdbc.query("select topic, count(*) from textbook_outbox group by topic",
                rs -> {
                    events.put(rs.getString(1), rs.getInt(2));
                });
        return new Run(seconds, events);
    }

    private void checkout(CartCommand ask) {
        var now = Instant.now();
        var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        if (!insertKey(ask, at)) {
            return;
        }
        var cart = carts.lock(List.of(ask.cartId())).getFirst();
        var variants = stock.lock(cart.lines().stream().map(CartLine::sku).toList());
        var shop = new Shop(List.of(cart), List.of(), variants, List.of());
        shop.decide(ask);
        decrement(shop);
        shop.changedOrders().forEach(order -> insert(order, at));
        insertMovements(shop, at);
        shop.changedOrders().forEach(order -> insertPayment(order, at));
        shop.changedCarts().forEach(after -> update(after, at));
        insertEvents(Published.by(shop, codec, now));
    }

    private boolean insertKey(CartCommand ask, OffsetDateTime at) {
        return jdbc.update("""
                insert into command_outcome (day, command_id, body_hash, subject, status, code, detail, at)
                values (?, ?, ?, ?, 'accepted', 'ok', '', ?) on conflict do nothing""",
                LocalDate.ofInstant(at.toInstant(), ZoneOffset.UTC), ask.commandId(), ask.bodyHash(),
                ask.cartId().toString(), at) == 1;
    }

    private void decrement(Shop shop) {
        shop.stockChanges().forEach((sku, change) -> jdbc.update(
                "update product_variant set stock = stock + ?, version = version + 1 where sku = ?", change, sku));
    }

    private void insert(Order order, OffsetDateTime at) {
        var totals = order.totals();
        jdbc.update("""
                insert into orders (order_id, cart_id, command_id, status, reason, version, user_id, email, currency, subtotal, discount,
                    shipping, tax, total, number, placed_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", order.id(), order.cartId(),
                order.commandId(), order.status().name(), order.reason(), order.version(), order.userId(),
                order.email(), order.currency(), totals.subtotal(), totals.discount(), totals.shipping(), totals.tax(),
                totals.total(), order.number(), at, at);
        int position = 0;
        for (var line : order.lines()) {
            jdbc.update("""
                    insert into order_item (order_id, line_id, position, sku, title, options, quantity, unit_price)
                    values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)""", order.id(), line.id(), position++, line.sku(),
                    line.title(), "{}", line.quantity(), line.unitPrice());
        }
    }

    private void insertMovements(Shop shop, OffsetDateTime at) {
        shop.movements().forEach(each -> jdbc.update(
                "insert into stock_movement (sku, kind, cause, change, reason, at) values (?, ?, ?, ?, ?, ?)",
                each.sku(), each.kind().name(), each.cause(), each.change(), each.reason(), at));
    }

    private void insertPayment(Order order, OffsetDateTime at) {
        jdbc.update("""
                insert into payment (order_id, payment_method, status, amount, currency, updated_at)
                values (?, ?, ?, ?, ?, ?)""", order.id(), order.payment().method(), order.payment().status().name(),
                order.totals().total(), order.currency(), at);
    }

    private void update(Cart after, OffsetDateTime at) {
        jdbc.update("update cart set status = ?, version = ?, order_id = ?, updated_at = ? where cart_id = ?",
                after.status().name(), after.version(), after.orderId(), at, after.id());
    }

    private void insertEvents(List<Outgoing> events) {
        events.forEach(each -> jdbc.update(
                "insert into textbook_outbox (topic, key, value, headers) values (?, ?, ?, ?)", each.topic(),
                new String(Objects.requireNonNull(each.key()), StandardCharsets.UTF_8), each.value(),
                each.headers().toString()));
    }
}
