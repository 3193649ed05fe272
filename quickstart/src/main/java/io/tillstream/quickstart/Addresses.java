package io.tillstream.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Where a running `dev` can be reached; it notes this in its data directory, so that the other commands find it.
///
/// @param bootstrap Kafka's bootstrap servers
/// @param registry  Apicurio's core API
/// @param database  JDBC URL, with user and password
public record Addresses(String bootstrap, URI registry, String database) {

    private static final String FILE = "addresses.properties";

    /// Of a `dev`, or of the containers, with the ports they have by default.
    static final Addresses DEFAULT = new Addresses("127.0.0.1:9092",
            URI.create("http://127.0.0.1:8081/apis/registry/v3"),
            "jdbc:postgresql://127.0.0.1:15432/tillstream?user=postgres&password=postgres");

    public void write(Path data) throws IOException {
        Files.writeString(data.resolve(FILE),
                "bootstrap=" + bootstrap + "\nregistry=" + registry + "\ndatabase=" + database + "\n");
    }

    /// The default ones if nothing has been noted in `data`.
    public static Addresses read(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return DEFAULT;
        }
        var noted = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            noted.load(reader);
        }
        return new Addresses(noted.getProperty("bootstrap", DEFAULT.bootstrap),
                URI.create(noted.getProperty("registry", DEFAULT.registry.toString())),
                noted.getProperty("database", DEFAULT.database));
    }
}
