package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// Holds all parts until it is killed, or its input ends. Says one line when they run: Kafka's, the registry's and Redis's address.
public final class Holder {

    private Holder() {}

    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        try (var database = EmbeddedDatabase.start(directory.resolve("database"), 0);
                var kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                var cache = EmbeddedCache.start(directory.resolve("cache"), 0);
                var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0, database)) {
            EmbeddedDatabaseTest.run(database, "create table note (text text)");
            EmbeddedDatabaseTest.run(database, "insert into note values ('kept')");
            System.out.println(
                    "HOLDING " + kafka.bootstrapServers() + " " + registry.confluentUrl() + " " + cache.url());
            System.in.read();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        System.exit(0);
    }
}
