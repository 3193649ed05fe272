package io.tillstream.systemtests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.pricing.io.PriceTableCache;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.io.ShopHandler;
import io.tillstream.command.CartCommand;
import io.tillstream.command.CartInternal;
import io.tillstream.command.CommandOutcome;
import io.tillstream.command.PaymentResult;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Batches of a lane, without Kafka: a schema of its own in the real PostgreSQL, and every statement counted.
final class Batches implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    final JdbcTemplate jdbc;
    final PriceTableCache tables;
    private final AvroCodec codec = new AvroCodec(Parts.registry());
    private final ShopHandler handler;
    private final TransactionTemplate transactions;
    private final List<String> statements = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private List<Outgoing> published = List.of();

    Batches() {
        var schema = "batches" + UUID.randomUUID().toString().substring(0, 8);
        var real = new DriverManagerDataSource(Parts.database().jdbcUrl() + "?currentSchema=" + schema,
                Parts.database().user(), Parts.database().password());
        Flyway.configure().dataSource(real).schemas(schema).load().migrate();
        this.jdbc = new JdbcTemplate(real);
        this.tables = new PriceTableCache(jdbc);
        var counted = counted(real);
        this.handler = new ShopHandler(codec, new JdbcTemplate(counted), tables::now);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(counted));
    }

    /// Somebody else's, whose statements nobody counts.
    Connection connection() throws SQLException {
        return Objects.requireNonNull(jdbc.getDataSource()).getConnection();
    }

    private DataSource counted(DataSource real) {
        return new AbstractDataSource() {

            @Override
            public Connection getConnection() throws SQLException {
                return counted(real.getConnection());
            }

            @Override
            public Connection getConnection(String user, String password) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private Connection counted(Connection real) {
        return (Connection) Proxy.newProxyInstance(Batches.class.getClassLoader(), new Class<?>[]{Connection.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add(String.valueOf(arguments[0]));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /// Puts a command into the next batch.
    UUID add(String cart, SpecificRecord body) {
        return add(cart, null, body);
    }

    /// @param user null: a guest
    UUID add(String cart, @Nullable String user, SpecificRecord body) {
        var id = UUID.randomUUID();
        add(id, cart, user, body);
        return id;
    }

    /// @param id the same one again is a retry
    void add(UUID id, String cart, @Nullable String user, SpecificRecord body) {
        record(Topics.CART_COMMANDS, cart, new CartCommand(id.toString(), cart, "hash", user, null, body));
    }

    /// Puts a message between carts into the next batch.
    void add(CartInternal message) {
        record(Topics.CART_INTERNAL, message.getCartId(), message);
    }

    /// Puts what carts have said to each other in the last batch into the next.
    void deliver() {
        published(Topics.CART_INTERNAL).forEach(this::add);
    }

    void addRaw(String topic, String key, byte[] value) {
        records.add(new ConsumerRecord<>(topic, 0, records.size(), NOW.toEpochMilli(), TimestampType.LOG_APPEND_TIME,
                key.length(), value.length, key.getBytes(StandardCharsets.UTF_8), value, new RecordHeaders(),
                Optional.empty()));
    }

    /// Puts what Stripe said about the cart's last order into the next batch.
    void addNews(String cart, SpecificRecord body) {
        var order = jdbc.queryForList("select order_id::text from orders where cart_id = ?::uuid order by placed_at",
                String.class, cart).getLast();
        record(Topics.PAYMENT_RESULTS, cart, new PaymentResult(order, cart, body));
    }

    private <V extends SpecificRecord> void record(Topic<V> topic, String key, V value) {
        addRaw(topic.name(), key, codec.encode(topic, value));
    }

    /// @return the statements that it took
    List<String> run() {
        statements.clear();
        published = Objects.requireNonNull(transactions.execute(_ -> handler.apply(records, NOW)));
        records.clear();
        return List.copyOf(statements);
    }

    /// The one record of the next batch cannot be applied for good.
    void fail() {
        published = Objects.requireNonNull(transactions.execute(_ -> handler.failed(records.getFirst(), "why", NOW)));
        records.clear();
    }

    /// Of the last batch.
    List<Outgoing> published() {
        return published;
    }

    /// Of the last batch.
    CommandOutcome outcomeOf(UUID command) {
        return published(Topics.COMMAND_OUTCOMES).stream()
                .filter(outcome -> outcome.getCommandId().equals(command.toString())).findFirst().orElseThrow();
    }

    /// Of the last batch.
    <V extends SpecificRecord> List<V> published(Topic<V> topic) {
        var values = new ArrayList<V>();
        for (var each : published) {
            if (each.topic().equals(topic.name())) {
                try {
                    values.add(codec.decode(topic, each.value()));
                } catch (UndecodableException e) {
                    throw new AssertionError(each.topic(), e);
                }
            }
        }
        return values;
    }

    /// Of the last batch.
    String codeOf(UUID command) {
        return published(Topics.COMMAND_OUTCOMES).stream()
                .filter(outcome -> outcome.getCommandId().equals(command.toString())).map(CommandOutcome::getCode)
                .findFirst().orElse("none");
    }

    /// Total, tax, what of it is contained, and code of the cart's last order.
    String orderOn(String cart) {
        return jdbc.queryForList("""
                select concat_ws(' ', total, tax, tax_included, discount_code) from orders
                where cart_id = ?::uuid order by placed_at""", String.class, cart).getLast();
    }

    @Override
    public void close() {
        codec.close();
    }
}
