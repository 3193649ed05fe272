package io.tillstream.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.tillstream.quickstart.embedded.EmbeddedCache;
import io.tillstream.quickstart.embedded.EmbeddedDatabase;
import io.tillstream.quickstart.embedded.EmbeddedKafka;
import io.tillstream.quickstart.embedded.EmbeddedRegistry;
import io.tillstream.schemas.SchemaRegistration;

/// The real parts, started once for all tests of this JVM and stopped with it. Each test uses carts, topics and databases of its own.
public final class Parts {

    private static final Path DIRECTORY = directory();

    private Parts() {}

    public static EmbeddedKafka kafka() {
        return Kafka.INSTANCE;
    }

    public static EmbeddedDatabase database() {
        return Database.INSTANCE;
    }

    public static EmbeddedCache cache() {
        return Cache.INSTANCE;
    }

    /// Knows all schemas.
    public static URI registry() {
        return Registry.INSTANCE.url();
    }

    private static final class Kafka {

        static final EmbeddedKafka INSTANCE = closing(EmbeddedKafka.start(DIRECTORY.resolve("kafka"), 0,
                Map.of("log.retention.check.interval.ms", "500", "group.min.session.timeout.ms", "1000")));
    }

    private static final class Database {

        static final EmbeddedDatabase INSTANCE = closing(EmbeddedDatabase.start(DIRECTORY.resolve("postgres"), 0));
    }

    private static final class Cache {

        static final EmbeddedCache INSTANCE = closing(EmbeddedCache.start(DIRECTORY.resolve("redis"), 0));
    }

    private static final class Registry {

        static final EmbeddedRegistry INSTANCE = start();

        private static EmbeddedRegistry start() {
            var registry = closing(EmbeddedRegistry.start(DIRECTORY.resolve("registry"), 0, database()));
            try {
                SchemaRegistration.register(registry.url());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return registry;
        }
    }

    private static <T extends AutoCloseable> T closing(T part) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("cannot stop " + part + ": " + e);
            }
        }));
        return part;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")).toAbsolutePath(), "parts-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
