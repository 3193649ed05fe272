package io.tillstream.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tillstream.quickstart.embedded.EmbeddedCache;
import io.tillstream.quickstart.embedded.EmbeddedDatabase;
import io.tillstream.quickstart.embedded.EmbeddedKafka;
import io.tillstream.quickstart.embedded.EmbeddedRegistry;
import io.tillstream.systemtests.Parts.Cache;
import io.tillstream.systemtests.Parts.Database;
import io.tillstream.systemtests.Parts.Kafka;

/// Programs from Maven Central, in this JVM and below it.
final class EmbeddedParts implements Parts.Backend {

    private final Path directory = directory();
    private @Nullable EmbeddedDatabase database;

    @Override
    public Kafka kafka() {
        return new Kafka(Parts.closing(EmbeddedKafka.start(directory.resolve("kafka"), 0, Parts.BROKER))
                .bootstrapServers());
    }

    @Override
    public Database database() {
        var started = Parts.closing(EmbeddedDatabase.start(directory.resolve("postgres"), 0));
        database = started;
        return new Database(started.jdbcUrl(), started.user(), started.password());
    }

    @Override
    public Cache cache() {
        return new Cache(Parts.closing(EmbeddedCache.start(directory.resolve("redis"), 0)).url());
    }

    @Override
    public URI registry() {
        return Parts.closing(
                EmbeddedRegistry.start(directory.resolve("registry"), 0, Objects.requireNonNull(database)))
                .url();
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")).toAbsolutePath(), "parts-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
