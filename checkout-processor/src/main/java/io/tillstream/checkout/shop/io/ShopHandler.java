package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.io.CartStore;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.io.DiscountStore;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.order.io.OrderStore;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop;
import io.tillstream.checkout.shop.Shop.Answer;
import io.tillstream.checkout.shop.Shop.Decided;
import io.tillstream.checkout.shop.io.CommandReader.Input;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// One batch of a cart lane: read all records, load all they touch, decide each in order, write all that changed, return all that happened.
/// Locks are taken in one order everywhere: lane, carts, orders, variants, discounts, each by id.
public final class ShopHandler implements LaneHandler {

    private static final Logger log = LoggerFactory.getLogger(ShopHandler.class);

    /// What a batch may publish before it is compressed: a batch of large carts is split before it fills the memory.
    private static final long BATCH_BYTES = 16L * 1024 * 1024;

    private static final int TRACEPARENT_LENGTH = 55;

    private final AvroCodec codec;
    private final CommandReader reader;
    private final BatchLoader loader;
    private final CartStore carts;
    private final OrderStore orders;
    private final StockStore stock;
    private final DiscountStore discounts;
    private final OutcomeStore outcomes;
    private final WebhookStore kept;

    /// With the default rules.
    public ShopHandler(AvroCodec codec, JdbcTemplate jdbc, Supplier<PriceTables> tables) {
        this(codec, jdbc, tables, CartRules.DEFAULTS);
    }

    /// @param tables what shipping and taxes cost now; asked once per batch, and answers from memory
    public ShopHandler(AvroCodec codec, JdbcTemplate jdbc, Supplier<PriceTables> tables, CartRules rules) {
        this.codec = codec;
        this.reader = new CommandReader(codec);
        this.carts = new CartStore(jdbc);
        this.orders = new OrderStore(jdbc);
        this.stock = new StockStore(jdbc);
        this.discounts = new DiscountStore(jdbc);
        this.outcomes = new OutcomeStore(jdbc);
        this.kept = new WebhookStore(jdbc);
        this.loader = new BatchLoader(jdbc, tables, rules);
    }

    @Override
    public List<Outgoing> apply(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        var inputs = records.stream().map(reader::read).toList();
        var loaded = loader.load(inputs, now);
        var published = new ArrayList<Outgoing>();
        var publications = new Publications(codec, now);
        long bytes = 0;
        int counted = 0;
        var webhooks = new ArrayList<WebhookStore.Kept>();
        for (var input : inputs) {
            if (input instanceof Input.News news && news.eventId() != null) {
                webhooks.add(new WebhookStore.Kept(news.eventId(), news.news(), news.record().value(),
                        loaded.shop().knows(news.news().orderId(), news.news().cartId())));
            }
            decide(input, loaded.shop(), publications, published);
            for (; counted < published.size(); counted++) {
                bytes += published.get(counted).bytes();
            }
            if (bytes > BATCH_BYTES && records.size() > 1) {
                throw new RecordFault("the batch publishes more than %d bytes".formatted(BATCH_BYTES));
            }
        }
        write(loaded, now);
        kept.keep(webhooks, now);
        PaymentAlarms.raise(loaded.shop().happened());
        loaded.shop().stockChanges()
                .forEach((sku, change) -> published.add(publications.stock(changed(loaded.shop(), sku), change)));
        return published;
    }

    @Override
    public List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now) {
        var input = reader.read(record);
        if (!(input instanceof Input.Command) && !(input instanceof Input.Due)) {
            alarmIfBetweenCarts(record, reason);
        }
        if (!(input instanceof Input.Command(CartCommand command, var _))
                || !outcomes.read(List.of(command.commandId())).isEmpty()) {
            return List.of();
        }
        var failed = new Decided(command.commandId(), command.bodyHash(), command.cartId().toString(),
                Outcome.failed());
        outcomes.write(List.of(failed), now);
        var publications = new Publications(codec, now);
        var published = new ArrayList<Outgoing>();
        MergeDecider.orGiveBack(command, Decision.refused(failed.outcome())).events().forEach(
                event -> published.add(publications.event(event, command.commandId().toString(), trace(record))));
        published.add(publications.outcome(new Answer(failed, false), trace(record)));
        return published;
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
            case Input.News(var news, var event, var record) when event == null
                    || shop.knows(news.orderId(), news.cartId()) -> {
                RecordFault.unless(() -> shop.decide(news, Instant.ofEpochMilli(record.timestamp())));
                publish(shop, happened, publications, published, record);
            }
            case Input.News _ -> {
                // it is kept until its order is known
            }
            case Input.Due(var order, var cart, var record) -> {
                RecordFault.unless(() -> shop.due(order, cart));
                publish(shop, happened, publications, published, record);
            }
            case Input.Returned(var back, var record) -> {
                RecordFault.unless(() -> shop.decide(back, Instant.ofEpochMilli(record.timestamp())));
                publish(shop, happened, publications, published, record);
            }
            case Input.Dead(var record, var reason) -> {
                alarmIfBetweenCarts(record, reason);
                published.add(DeadLetters.of(record, reason));
            }
        }
    }

    /// A guest's cart waits, MERGED, for what is said here: nobody else would notice.
    private static void alarmIfBetweenCarts(ConsumerRecord<byte[], byte[]> record, String reason) {
        if (record.topic().equals(Topics.CART_INTERNAL.name())) {
            log.error("ALARM {}-{} offset {} is a dead letter, so a merge has no end: {}", record.topic(),
                    record.partition(), record.offset(), reason);
        }
    }

    private static void publish(Shop shop, int from, Publications publications, List<Outgoing> published,
            ConsumerRecord<byte[], byte[]> record) {
        shop.happened().subList(from, shop.happened().size())
                .forEach(each -> published.add(publications.event(each.event(), each.cause(), trace(record))));
    }

    private void write(BatchLoader.Loaded loaded, Instant now) {
        var shop = loaded.shop();
        carts.write(shop.changedCarts(), loaded.carts(), shop.told(), now);
        orders.write(shop.changedOrders(), loaded.orders(), now);
        stock.write(shop.stockChanges().keySet().stream().map(sku -> changed(shop, sku)).toList(), shop.movements(),
                now);
        discounts.write(shop.changedDiscounts(), shop.usesTaken(), shop.usesGivenBack(), now);
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
