package io.tillstream.stripesimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.stripe.exception.StripeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    @TempDir
    private Path directory;

    @Test
    void leavesTheJournalOfAnOlderVersionAlone() throws IOException, StripeException {
        var older = directory.resolve("journal.jsonl");
        Files.writeString(older, "{\"of\":\"another format\"}\n");
        var settings = Settings.defaults().withDataDirectory(directory);

        try (var first = new SimulatorFixture(settings)) {
            first.paid(500);
        }

        try (var second = new SimulatorFixture(settings)) {
            assertThat(second.ledger()).hasSize(1);
        }
        assertThat(older).hasContent("{\"of\":\"another format\"}");
    }

    @Test
    void holdsNeitherPortNorDirectoryWhenItFails() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var settings = Settings.defaults().withPort(port).withDataDirectory(directory)
                .withWebhooks(List.of(new Settings.Webhook(URI.create("http://127.0.0.1:1/"), "whsec_1")));
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> StripeSimulator.start(settings.withClock(() -> {
            if (asked.incrementAndGet() > 1) {
                throw new IllegalStateException("the clock stopped");
            }
            return Instant.now();
        }))).hasMessage("the clock stopped");

        try (var again = new SimulatorFixture(settings)) {
            assertThat(again.uri().getPort()).isEqualTo(port);
        }
    }
}
