package io.tillstream.abandonment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/// Writes into a file every few seconds `up` or the state that is wrong. Who watches sees from the file's age when this process is frozen.
record Health(@Nullable Path file, KafkaStreams streams) {

    @Scheduled(fixedDelay = 5_000)
    void write() throws IOException {
        if (file != null) {
            var state = streams.state();
            Files.writeString(file, (state == KafkaStreams.State.RUNNING ? "up" : "Kafka Streams is " + state) + "\n");
        }
    }
}
