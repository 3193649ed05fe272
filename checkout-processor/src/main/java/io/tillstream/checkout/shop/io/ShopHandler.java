package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.io.CartStore;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.order.io.OrderStore;
import io.tillstream.checkout.payment.PaymentPolicy;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop;
import io.tillstream.checkout.shop.Shop.Answer;
import io.tillstream.checkout.shop.Shop.Decided;
import io.tillstream.checkout.shop.io.CommandReader.Input;
import io.tillstream.schemas.AvroCodec;

/// One batch of a cart lane: read all records, load all they touch, decide each in order, write all that changed, return all that happened.
/// Locks are taken in one order everywhere: lane, carts, orders, variants, each by id.
public final class ShopHandler implements LaneHandler {

    private static final Logger log = LoggerFactory.getLogger(ShopHandler.class);

    /// What a batch may publish before it is compressed: a batch of large carts is split before it fills the memory.
    private static final long BATCH_BYTES = 16L * 1024 * 1024;

    private static final int TRACEPARENT_LENGTH = 55;

    private final AvroCodec codec;
    private final CommandReader reader;
    private final CartStore carts;
    private final OrderStore orders;
    private final StockStore stock;
    private final OutcomeStore outcomes;

    public ShopHandler(AvroCodec codec, JdbcTemplate jdbc) {
        this.codec = codec;
        this.reader = new CommandReader(codec);
        this.carts = new CartStore(jdbc);
        this.orders = new OrderStore(jdbc);
        this.stock = new StockStore(jdbc);
        this.outcomes = new OutcomeStore(jdbc);
    }

    private record Loaded(Shop shop, Map<UUID, Cart> carts, Set<UUID> orders) {}

    @Override
    public List<Outgoing> apply(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        var inputs = records.stream().map(reader::read).toList();
        var loaded = load(inputs);
        var published = new ArrayList<Outgoing>();
        var publications = new Publications(codec, now);
        long bytes = 0;
        int counted = 0;
        for (var input : inputs) {
            decide(input, loaded.shop(), publications, published);
            for (; counted < published.size(); counted++) {
                bytes += published.get(counted).bytes();
            }
            if (bytes > BATCH_BYTES && records.size() > 1) {
                throw new RecordFault("the batch publishes more than %d bytes".formatted(BATCH_BYTES));
            }
        }
        write(loaded, now);
        loaded.shop().changedOrders().stream().filter(order -> PaymentPolicy.AMOUNT_MISMATCH.equals(order.reason()))
                .forEach(order -> log.error(
                        "ALARM order {}: Stripe took another amount than the order's; it stays held until somebody has given the money back",
                        order.id()));
        loaded.shop().stockChanges()
                .forEach((sku, change) -> published.add(publications.stock(changed(loaded.shop(), sku), change)));
        return published;
    }

    @Override
    public List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now) {
        if (!(reader.read(record) instanceof Input.Command(CartCommand command, var _))
                || !outcomes.read(List.of(command.commandId())).isEmpty()) {
            return List.of();
        }
        var failed = new Decided(command.commandId(), command.bodyHash(), command.cartId().toString(),
                Outcome.failed());
        outcomes.write(List.of(failed), now);
        return List.of(new Publications(codec, now).outcome(new Answer(failed, false), trace(record)));
    }

    private Loaded load(List<Input> inputs) {
        var commandIds = new HashSet<UUID>();
        var cartIds = new TreeSet<UUID>();
        var orderIds = new TreeSet<UUID>();
        for (var input : inputs) {
            switch (input) {
                case Input.Command(var command, var _) -> {
                    commandIds.add(command.commandId());
                    cartIds.add(command.cartId());
                }
                case Input.News(var news, var _) -> {
                    cartIds.add(news.cartId());
                    orderIds.add(news.orderId());
                }
                case Input.Dead _ -> {
                }
            }
        }
        var decided = outcomes.read(commandIds);
        var lockedCarts = new HashMap<UUID, Cart>();
        carts.lock(cartIds).forEach(cart -> lockedCarts.put(cart.id(), cart));
        var lockedOrders = orders.lock(orderIds);
        var shop = new Shop(lockedCarts.values(), lockedOrders, variants(inputs, lockedCarts, lockedOrders), decided);
        return new Loaded(shop, lockedCarts, new HashSet<>(lockedOrders.stream().map(Order::id).toList()));
    }

    /// Variants are locked only where stock may change: those of carts that are checked out and of orders that may close.
    private List<Variant> variants(List<Input> inputs, Map<UUID, Cart> lockedCarts, List<Order> lockedOrders) {
        var read = new TreeSet<String>();
        var locked = new TreeSet<String>();
        var checkedOut = new HashSet<UUID>();
        var added = new HashMap<UUID, Set<String>>();
        for (var input : inputs) {
            if (input instanceof Input.Command(var command, var _)) {
                if (command.ask() instanceof CartCommand.Checkout) {
                    checkedOut.add(command.cartId());
                }
                var skus = added.computeIfAbsent(command.cartId(), id -> skus(lockedCarts.get(id)));
                if (command.ask() instanceof CartCommand.AddItem add) {
                    skus.add(add.sku());
                }
            }
        }
        added.forEach((cartId, skus) -> (checkedOut.contains(cartId) ? locked : read).addAll(skus));
        lockedOrders.stream().filter(order -> order.status().open())
                .forEach(order -> locked.addAll(order.lines().stream().map(OrderLine::sku).toList()));
        read.removeAll(locked);
        var all = new ArrayList<>(stock.lock(locked));
        all.addAll(stock.read(read));
        return all;
    }

    private static Set<String> skus(@Nullable Cart cart) {
        return cart == null ? new TreeSet<>() : new TreeSet<>(cart.lines().stream().map(CartLine::sku).toList());
    }

    private static void decide(Input input, Shop shop, Publications publications, List<Outgoing> published) {
        int happened = shop.happened().size();
        int answers = shop.answers().size();
        switch (input) {
            case Input.Command(var command, var record) -> {
                RecordFault.unless(() -> shop.decide(command));
                publish(shop, happened, publications, published, record);
                shop.answers().subList(answers, shop.answers().size())
                        .forEach(answer -> published.add(publications.outcome(answer, trace(record))));
            }
            case Input.News(var news, var record) -> {
                RecordFault.unless(() -> shop.decide(news));
                publish(shop, happened, publications, published, record);
            }
            case Input.Dead(var record, var reason) -> published.add(DeadLetters.of(record, reason));
        }
    }

    private static void publish(Shop shop, int from, Publications publications, List<Outgoing> published,
            ConsumerRecord<byte[], byte[]> record) {
        shop.happened().subList(from, shop.happened().size())
                .forEach(each -> published.add(publications.event(each.event(), each.cause(), trace(record))));
    }

    private void write(Loaded loaded, Instant now) {
        var shop = loaded.shop();
        carts.write(shop.changedCarts(), loaded.carts(), now);
        orders.write(shop.changedOrders(), loaded.orders(), now);
        stock.write(shop.stockChanges().keySet().stream().map(sku -> changed(shop, sku)).toList(), shop.movements(),
                now);
        outcomes.write(shop.newlyDecided(), now);
    }

    private static Variant changed(Shop shop, String sku) {
        var variant = shop.variant(sku);
        if (variant == null) {
            throw new IllegalStateException("variant %s changed and was not loaded".formatted(sku));
        }
        return variant;
    }

    private static @Nullable String trace(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("traceparent");
        return header == null || header.value() == null || header.value().length != TRACEPARENT_LENGTH
                ? null
                : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
