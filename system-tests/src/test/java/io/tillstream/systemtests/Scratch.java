package io.tillstream.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.UndecodableException;

/// A lane without Kafka: a schema of its own in the real PostgreSQL, records by hand, and what its handler last published.
final class Scratch implements AutoCloseable {

    final DataSource database;
    final JdbcTemplate jdbc;
    final AvroCodec codec = new AvroCodec(Parts.registry());
    List<Outgoing> published = List.of();

    Scratch() {
        var schema = newSchema();
        database = in(schema);
        Flyway.configure().dataSource(database).schemas(schema).load().migrate();
        jdbc = new JdbcTemplate(database);
    }

    /// A name that no schema has yet.
    static String newSchema() {
        return "scratch" + UUID.randomUUID().toString().substring(0, 8);
    }

    static DataSource in(String schema) {
        return new DriverManagerDataSource(Parts.database().jdbcUrl() + "?currentSchema=" + schema,
                Parts.database().user(), Parts.database().password());
    }

    /// A product at 20.00 euros, if there is none of that id, and a variant of it.
    ///
    /// @param price minor units; null: the product's
    static void sell(JdbcTemplate jdbc, String product, String sku, @Nullable Long price, int stock) {
        jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values (?, 'Things', '', 'EUR', 2000, true, 1, now()) on conflict do nothing""", product);
        jdbc.update("insert into product_variant values (?, ?, '{}', ?, null, true, ?, 1)", sku, product, price, stock);
    }

    static ConsumerRecord<byte[], byte[]> record(String topic, long offset, Instant at, String key, byte[] value) {
        return new ConsumerRecord<>(topic, 0, offset, at.toEpochMilli(), TimestampType.LOG_APPEND_TIME, key.length(),
                value.length, key.getBytes(StandardCharsets.UTF_8), value, new RecordHeaders(), Optional.empty());
    }

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
