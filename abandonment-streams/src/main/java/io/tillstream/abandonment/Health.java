package io.tillstream.abandonment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Writes into a file every few seconds `up` or the state that is wrong. Who watches sees from the file's age when this process is frozen.
final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final @Nullable Path file;
    private final KafkaStreams streams;
    private String last = "";

    Health(@Nullable Path file, KafkaStreams streams) {
        this.file = file;
        this.streams = streams;
    }

    @Scheduled(fixedDelay = 5_000)
    void write() throws IOException {
        if (file != null) {
            var state = streams.state();
            String now = state == KafkaStreams.State.RUNNING ? "up" : "Kafka Streams is " + state;
            if (!now.equals(last)) {
                LOG.info("health: {}", now);
                last = now;
            }
            Files.writeString(file, now + "\n");
        }
    }
}
