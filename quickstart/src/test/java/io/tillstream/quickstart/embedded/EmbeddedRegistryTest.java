package io.tillstream.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

    @TempDir
    Path directory;

    @Test
    void keepsTheIdsOfItsSchemasOverARestart() throws Exception {
        String first;
        try (var database = EmbeddedDatabase.start(directory.resolve("database"), 0);
                var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0, database)) {
            var client = new RegistryClient(registry.confluentUrl());
            client.register("Other");
            first = client.register("Cart");
        }
        try (var database = EmbeddedDatabase.start(directory.resolve("database"), 0);
                var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0, database)) {
            var client = new RegistryClient(registry.confluentUrl());
            assertThat(client.register("Cart")).isEqualTo(first).contains("\"id\":");
            assertThat(client.subjects()).contains("Cart", "Other");
        }
    }
}
