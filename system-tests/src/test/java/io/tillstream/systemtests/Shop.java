package io.tillstream.systemtests;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.tillstream.checkout.CheckoutProcessor;
import io.tillstream.command.AddItem;
import io.tillstream.command.CartCommand;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.Checkout;
import io.tillstream.command.CreateCart;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.SetContact;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;
import io.tillstream.stripesimulator.Settings;
import io.tillstream.stripesimulator.StripeSimulator;

/// A shop with a processor and a simulated Stripe, and a buyer who speaks Kafka.
final class Shop implements AutoCloseable {

    final StripeSimulator stripe;
    final JdbcTemplate database;
    private final Map<String, Object> settings = new HashMap<>();
    private final AvroCodec codec = new AvroCodec(Parts.registry());
    private final KafkaProducer<String, byte[]> producer;
    private @Nullable ConfigurableApplicationContext processor;

    Shop() throws Exception {
        this(Map.of());
    }

    /// @param more settings of the processor
    Shop(Map<String, Object> more) throws Exception {
        stripe = StripeSimulator.start(Settings.defaults().withSeed(System.nanoTime()));
        settings.put("tillstream.kafka.bootstrap-servers", Parts.kafka().bootstrapServers());
        settings.put("tillstream.registry.url", Parts.registry().toString());
        settings.put("tillstream.database.url", Parts.database().jdbcUrl());
        settings.put("tillstream.database.user", Parts.database().user());
        settings.put("tillstream.database.password", Parts.database().password());
        settings.put("tillstream.stripe.base", stripe.uri().toString());
        settings.put("tillstream.stripe.key", "sk_test_shop");
        settings.put("tillstream.stripe.requests-per-second", 1000);
        settings.putAll(more);
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", Parts.kafka().bootstrapServers(), "acks", "all"),
                new StringSerializer(), new ByteArraySerializer());
        database = new JdbcTemplate(new DriverManagerDataSource(Parts.database().jdbcUrl(), Parts.database().user(),
                Parts.database().password()));
        open();
    }

    /// What a service is told about its surroundings.
    Map<String, Object> settings() {
        return settings;
    }

    void open() {
        processor = CheckoutProcessor.start(settings);
    }

    void shut() {
        if (processor != null) {
            processor.close();
            processor = null;
        }
    }

    /// @return sku of a variant with that stock
    String sells(String title, long price, int stock) {
        var sku = title.toUpperCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID().toString().substring(0, 8);
        var product = sku.toLowerCase(java.util.Locale.ROOT);
        catalog(product, new UpsertProduct(title, "", "USD", price, null, true,
                List.of(new Variant(sku, Map.of(), null, null))));
        catalog(product, new ReceiveStock(sku, stock, "opening stock"));
        Eventually.that("the stock of " + sku,
                () -> database.queryForList("select stock from product_variant where sku = ?", Integer.class, sku)
                        .equals(List.of(stock)));
        return sku;
    }

    private void catalog(String product, SpecificRecord body) {
        var _ = send(Topics.CATALOG_COMMANDS, product, new CatalogCommand(UUID.randomUUID().toString(), product, body));
    }

    /// A cart with one line, ready to be checked out.
    String cartWith(String sku, int quantity) {
        var cart = UUID.randomUUID().toString();
        command(cart, new CreateCart("USD"));
        command(cart, new SetContact("buyer@example.com"));
        command(cart, new AddItem(sku, quantity, Map.of()));
        return cart;
    }

    UUID checkout(String cart, String paymentMethod) {
        return command(cart, new Checkout(paymentMethod, null));
    }

    UUID command(String cart, SpecificRecord body) {
        return command(cart, null, body);
    }

    /// @param user null: a guest
    UUID command(String cart, @Nullable String user, SpecificRecord body) {
        var id = UUID.randomUUID();
        var _ = send(Topics.CART_COMMANDS, cart,
                new CartCommand(id.toString(), cart, Integer.toHexString(body.hashCode()), user, null, body));
        return id;
    }

    /// @param id the same one again is a retry
    Future<RecordMetadata> command(UUID id, String cart, SpecificRecord body) {
        var value = new CartCommand(id.toString(), cart, Integer.toHexString(body.hashCode()), null, null, body);
        return send(Topics.CART_COMMANDS, cart, value);
    }

    <V extends SpecificRecord> Future<RecordMetadata> send(Topic<V> topic, String key, V value) {
        return producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(topic, value)));
    }

    Future<RecordMetadata> sendRaw(String topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, key, value));
    }

    String statusOfOrderOn(String cart) {
        var found = database.queryForList("select status from orders where cart_id = ?::uuid", String.class, cart);
        return found.isEmpty() ? "none" : found.getLast();
    }

    /// @param carts or other ids, for the one `any(?)` of the query
    int count(String sql, List<String> carts) {
        var count = database.queryForObject(sql, Integer.class, (Object) carts.toArray(String[]::new));
        return count == null ? 0 : count;
    }

    int stockOf(String sku) {
        return database.queryForList("select stock from product_variant where sku = ?", Integer.class, sku).getFirst();
    }

    /// Everything that is on a topic by now, as a data team would read it.
    <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        return Reader.read(topic, codec);
    }

    @Override
    public void close() throws java.io.IOException {
        shut();
        producer.close();
        codec.close();
        stripe.close();
    }
}
