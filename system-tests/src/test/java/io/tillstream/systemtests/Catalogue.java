package io.tillstream.systemtests;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.catalog.io.CatalogHandler;
import io.tillstream.command.CatalogCommand;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;

/// Commands of a catalogue at any time, without Kafka: a schema of its own in the real PostgreSQL.
final class Catalogue implements AutoCloseable {

    private final Scratch scratch = new Scratch();
    final JdbcTemplate jdbc = scratch.jdbc;
    private final CatalogHandler handler = new CatalogHandler(scratch.codec, jdbc);
    private final TransactionTemplate transactions = new TransactionTemplate(
            new DataSourceTransactionManager(scratch.database));

    /// @return the code of the outcome
    String say(Instant now, String key, SpecificRecord body) {
        var bytes = scratch.codec.encode(Topics.CATALOG_COMMANDS,
                new CatalogCommand(UUID.randomUUID().toString(), key, body));
        var record = Scratch.record(Topics.CATALOG_COMMANDS.name(), 0, now, key, bytes);
        scratch.published = Objects.requireNonNull(transactions.execute(_ -> handler.apply(List.of(record), now)));
        return published(Topics.COMMAND_OUTCOMES).getLast().getCode();
    }

    /// By the last command.
    <V extends SpecificRecord> List<V> published(Topic<V> topic) {
        return scratch.published(topic);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
