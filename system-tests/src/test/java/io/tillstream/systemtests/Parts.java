package io.tillstream.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.tillstream.schemas.SchemaRegistration;

/// The real parts, started once for all tests of this JVM and stopped with it. Each test uses carts, topics and databases of its own.
/// `-Dbackend=containers` takes the images of `docker-compose.yml` instead of the programs from Maven Central.
public final class Parts {

    /// Broker properties beyond those of every Tillstream.
    static final Map<String, String> BROKER = Map.of("log.retention.check.interval.ms", "500");

    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static final Supplier<Backend> BACKEND = once(Parts::backend);
    private static final Supplier<Kafka> KAFKA = once(() -> BACKEND.get().kafka());
    private static final Supplier<Database> DATABASE = once(() -> BACKEND.get().database());
    private static final Supplier<Cache> CACHE = once(() -> BACKEND.get().cache());
    private static final Supplier<URI> REGISTRY = once(Parts::registryWithSchemas);

    private Parts() {}

    public record Kafka(String bootstrapServers) {}

    /// @param jdbcUrl without user and password
    public record Database(String jdbcUrl, String user, String password) {}

    public record Cache(URI url) {}

    /// Each part is asked for once, and stops with this JVM.
    interface Backend {

        Kafka kafka();

        Database database();

        Cache cache();

        /// Apicurio's core API; asked for after the database.
        URI registry();
    }

    public static Kafka kafka() {
        return KAFKA.get();
    }

    public static Database database() {
        return DATABASE.get();
    }

    public static Cache cache() {
        return CACHE.get();
    }

    /// Knows all schemas.
    public static URI registry() {
        return REGISTRY.get();
    }

    private static Backend backend() {
        String name = System.getProperty("backend", "embedded");
        return switch (name) {
            case "embedded" -> new EmbeddedParts();
            case "containers" -> new ContainerParts();
            default -> throw new IllegalArgumentException(
                    "backend is '%s': use -Dbackend=embedded or -Dbackend=containers".formatted(name));
        };
    }

    private static URI registryWithSchemas() {
        var _ = DATABASE.get();
        URI registry = BACKEND.get().registry();
        try {
            SchemaRegistration.register(registry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return registry;
    }

    /// Stops the part with this JVM, before those that were there when it started.
    static <T extends AutoCloseable> T closing(T part) {
        synchronized (RUNNING) {
            if (RUNNING.isEmpty()) {
                Runtime.getRuntime().addShutdownHook(new Thread(Parts::closeAll));
            }
            RUNNING.push(part);
        }
        return part;
    }

    private static void closeAll() {
        synchronized (RUNNING) {
            while (!RUNNING.isEmpty()) {
                var part = RUNNING.pop();
                try {
                    part.close();
                } catch (Exception e) {
                    System.err.println("cannot stop " + part + ": " + e);
                }
            }
        }
    }

    /// Not by static initialisers: what fails in one is said once, and afterwards a class is missing.
    private static <T> Supplier<T> once(Supplier<T> starter) {
        return new Supplier<>() {

            private Optional<T> started = Optional.empty();

            @Override
            public synchronized T get() {
                if (started.isEmpty()) {
                    started = Optional.of(starter.get());
                }
                return started.get();
            }
        };
    }
}
