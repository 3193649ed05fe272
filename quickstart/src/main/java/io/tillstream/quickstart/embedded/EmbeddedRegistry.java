package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Apicurio Registry in a JVM of its own. It keeps its schemas in a database, so that the ids in Kafka's records stay valid.
public final class EmbeddedRegistry implements AutoCloseable {

    static final String PROCESS = "registry";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DATABASE = "registry";

    private final ChildProcess process;
    private final int port;

    private EmbeddedRegistry(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when the registry says that it is ready. One that an earlier run left on the directory is stopped first.
    ///
    /// @param directory for its log and pid
    /// @param port 0 for any free one
    /// @param database keeps the schemas, in a database named `registry`
    public static EmbeddedRegistry start(Path directory, int port, EmbeddedDatabase database) {
        Path data = Directories.create(directory);
        database.createDatabase(DATABASE);
        int listener = Ports.orFree(port);
        int health = Ports.orFree(0);
        try {
            ChildProcess process = ChildProcess.start(PROCESS, data, command(),
                    settings(database, listener, health));
            return new EmbeddedRegistry(process.awaitReady(() -> isReady(health), PATIENCE), listener);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema registry did not start in " + data, e);
        }
    }

    private static List<String> command() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED", "-jar",
                RegistryDistribution.find().resolve("quarkus-run.jar").toString());
    }

    private static Map<String, String> settings(EmbeddedDatabase database, int listener, int health) {
        return Map.ofEntries(Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(listener)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(health)),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"), Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
                Map.entry("APICURIO_DATASOURCE_URL", database.jdbcUrl(DATABASE)),
                Map.entry("APICURIO_DATASOURCE_USERNAME", database.user()),
                Map.entry("APICURIO_DATASOURCE_PASSWORD", database.password()),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"));
    }

    /// Apicurio's own API, version 3.
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/apis/registry/v3");
    }

    /// The Confluent API.
    public URI confluentUrl() {
        return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean isReady(int health) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health + "/health/ready"))
                .timeout(Duration.ofSeconds(5)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
