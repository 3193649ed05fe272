package io.tillstream.quickstart.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.io.CartStore;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.order.io.OrderStore;
import io.tillstream.checkout.publication.Outbox;
import io.tillstream.checkout.shop.Shop;
import io.tillstream.checkout.shop.io.OutcomeStore;
import io.tillstream.schemas.AvroCodec;

/// What PostgreSQL alone takes: the rows of Tillstream by the statements of Tillstream, in batches of 500, on as many connections as Tillstream has
/// lanes at work. Everything was decided, encoded and compressed before the clock starts, and there is no Kafka.
final class BareLimit implements Contender {

    private static final int BATCH = 500;
    private static final int CONNECTIONS = 3;

    private record Batch(List<CartCommand> asks, Map<UUID, Cart> before, Shop decided, byte[] outbox) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final CartStore carts;
    private final StockStore stock;
    private final OrderStore orders;
    private final OutcomeStore outcomes;
    private final AvroCodec codec;

    BareLimit(DataSource database, AvroCodec codec) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.carts = new CartStore(jdbc);
        this.stock = new StockStore(jdbc);
        this.orders = new OrderStore(jdbc);
        this.outcomes = new OutcomeStore(jdbc);
        this.codec = codec;
        IntStream.range(0, CONNECTIONS).forEach(connection -> jdbc.update("""
                insert into lane (lane, counter, topics, topic_ids, entered_at, next_offsets)
                values (?, 0, '{}', '{}', '{}', '{}') on conflict do nothing""", lane(connection)));
    }

    @Override
    public Run run(Sale sale) throws Exception {
        var events = new HashMap<String, Integer>();
        var waiting = new ConcurrentLinkedQueue<>(decided(sale, events));
        long begin = System.nanoTime();
        AtOnce.run(CONNECTIONS, connection -> {
            for (var batch = waiting.poll(); batch != null; batch = waiting.poll()) {
                var next = batch;
                transaction.executeWithoutResult(_ -> write(next, lane(connection)));
            }
        });
        return new Run((System.nanoTime() - begin) / 1e9, events);
    }

    private static String lane(int connection) {
        return "limit-" + connection;
    }

    private List<Batch> decided(Sale sale, Map<String, Integer> events) {
        var batches = new ArrayList<Batch>();
        var variants = stock.read(skus(sale.carts())).stream()
                .collect(Collectors.toMap(Variant::sku, Function.identity()));
        for (int from = 0; from < sale.asks().size(); from += BATCH) {
            int to = Math.min(sale.asks().size(), from + BATCH);
            var shop = new Shop(sale.carts().subList(from, to), List.of(), variants.values(), List.of());
            sale.asks().subList(from, to).forEach(shop::decide);
            shop.stockChanges().keySet()
                    .forEach(sku -> variants.put(sku, Objects.requireNonNull(shop.variant(sku))));
            var published = Published.by(shop, codec, Instant.now());
            Published.counted(published).forEach((topic, count) -> events.merge(topic, count, Integer::sum));
            batches.add(new Batch(sale.asks().subList(from, to), sale.carts().subList(from, to).stream()
                    .collect(Collectors.toMap(Cart::id, Function.identity())), shop, Outbox.encode(published)));
        }
        return batches;
    }

    private static Set<String> skus(List<Cart> carts) {
        return carts.stream().flatMap(cart -> cart.lines().stream()).map(CartLine::sku)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void write(Batch batch, String lane) {
        var now = Instant.now();
        jdbc.queryForList("select counter from lane where lane = ? for no key update", lane);
        outcomes.read(batch.asks().stream().map(CartCommand::commandId).toList());
        var shop = batch.decided();
        var locked = stock.lock(skus(carts.lock(batch.before().keySet())));
        carts.write(shop.changedCarts(), batch.before(), shop.told(), now);
        orders.write(shop.changedOrders(), Set.of(), now);
        var changes = shop.stockChanges();
        stock.write(locked.stream().map(each -> each.changeStock(changes.getOrDefault(each.sku(), 0))).toList(),
                shop.movements(), now);
        outcomes.write(shop.newlyDecided(), now);
        jdbc.update("update lane set counter = counter + 1 where lane = ?", lane);
        jdbc.update("delete from outbox where lane = ?", lane);
        jdbc.update("""
                insert into outbox (lane, counter, topics, from_offsets, to_offsets, records)
                select lane, counter, '{}', '{}', '{}', ? from lane where lane = ?""", batch.outbox(), lane);
    }
}
