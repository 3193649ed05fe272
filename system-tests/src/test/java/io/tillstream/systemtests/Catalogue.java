package io.tillstream.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.catalog.io.CatalogHandler;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.command.CatalogCommand;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Commands of a catalogue at any time, without Kafka: a schema of its own in the real PostgreSQL.
final class Catalogue implements AutoCloseable {

    final JdbcTemplate jdbc;
    private final AvroCodec codec = new AvroCodec(Parts.registry());
    private final CatalogHandler handler;
    private final TransactionTemplate transactions;
    private List<Outgoing> published = List.of();

    Catalogue() {
        var schema = "catalogue" + UUID.randomUUID().toString().substring(0, 8);
        var database = new DriverManagerDataSource(Parts.database().jdbcUrl() + "?currentSchema=" + schema,
                Parts.database().user(), Parts.database().password());
        Flyway.configure().dataSource(database).schemas(schema).load().migrate();
        this.jdbc = new JdbcTemplate(database);
        this.handler = new CatalogHandler(codec, jdbc);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /// @return the code of the outcome
    String say(Instant now, String key, SpecificRecord body) {
        var bytes = codec.encode(Topics.CATALOG_COMMANDS,
                new CatalogCommand(UUID.randomUUID().toString(), key, body));
        var record = new ConsumerRecord<>(Topics.CATALOG_COMMANDS.name(), 0, 0, now.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME, key.length(), bytes.length, key.getBytes(StandardCharsets.UTF_8), bytes,
                new RecordHeaders(), Optional.empty());
        published = Objects.requireNonNull(transactions.execute(_ -> handler.apply(List.of(record), now)));
        return published(Topics.COMMAND_OUTCOMES).getLast().getCode();
    }

    /// By the last command.
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

    @Override
    public void close() {
        codec.close();
    }
}
