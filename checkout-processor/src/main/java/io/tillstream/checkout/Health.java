package io.tillstream.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

import io.tillstream.checkout.payment.io.PaymentLoop;

/// Writes into a file every few seconds `up` or a line that says what is wrong. Who watches sees from the file's age when this process is frozen.
final class Health implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    /// A lane whose log only transaction markers move takes a minute itself.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final @Nullable Path file;
    private final Admin kafka;
    private final JdbcTemplate jdbc;
    private final PaymentLoop payments;
    private final LaneProgress progress;
    private String last = "";

    Health(ProcessorSettings settings, JdbcTemplate jdbc, PaymentLoop payments) {
        this.file = settings.healthFile();
        this.kafka = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers(), "request.timeout.ms", 2_000,
                "default.api.timeout.ms", 2_000));
        this.jdbc = jdbc;
        this.payments = payments;
        this.progress = new LaneProgress(kafka, List.of(CheckoutProcessor.CARTS, CheckoutProcessor.CATALOG), PATIENCE,
                InstantSource.system());
    }

    @Scheduled(fixedDelay = 5_000)
    void write() throws IOException {
        if (file != null) {
            String now = state();
            if (!now.equals(last)) {
                LOG.info("health: {}", now);
                last = now;
            }
            Files.writeString(file, now + "\n");
        }
    }

    private String state() {
        try {
            kafka.describeCluster().nodes().get(3, TimeUnit.SECONDS);
            var stopped = jdbc.queryForList("select lane from lane where stopped is not null order by lane",
                    String.class);
            if (!stopped.isEmpty()) {
                return "stopped until a person has looked: " + String.join(", ", stopped);
            }
            var behind = progress.behind();
            if (!behind.isEmpty()) {
                return "records wait and nothing goes on: " + String.join(", ", behind);
            }
            return payments.running() ? "up" : "the payment worker has stopped";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "stopping";
        } catch (Exception e) {
            return "Kafka or PostgreSQL does not answer: " + e.toString().replaceAll("\\s*\\R\\s*", " ");
        }
    }

    @Override
    public void close() {
        kafka.close(Duration.ZERO);
    }
}
