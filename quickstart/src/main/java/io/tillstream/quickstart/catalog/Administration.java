package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tillstream.command.CatalogCommand;
import io.tillstream.command.CommandOutcome;
import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Asks the catalogue for one thing, and says what became of it.
final class Administration {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private Where where = new Where();

    @Option(names = "--id", paramLabel = "UUID", description = "id of the command: the same id again changes nothing (default: a new one)")
    private @Nullable UUID id;

    /// @param key  of the record
    /// @param done what to print when it was accepted
    /// @return 0 accepted, 1 refused
    int ask(String key, Object body, String done) throws IOException, InterruptedException {
        var command = new CatalogCommand((id == null ? UUID.randomUUID() : id).toString(), key, body);
        var outcome = outcome(command, where.addresses());
        if ("accepted".equals(outcome.getStatus())) {
            System.out.println(done + (outcome.getReplayed() ? " (before: this id was decided already)" : ""));
            return 0;
        }
        System.err.println("tillstream: %s, %s: %s".formatted(outcome.getStatus(), outcome.getCode(),
                outcome.getDetail()));
        return 1;
    }

    private static CommandOutcome outcome(CatalogCommand command, Addresses addresses) throws InterruptedException {
        try (var codec = new AvroCodec(addresses.registry()); var outcomes = fromNowOn(addresses)) {
            CatalogImport.publish(List.of(command), addresses);
            return await(command, outcomes, codec).orElseThrow(() -> new Failure(
                    "no answer after %d s; it may still come, and the same command with --id %s changes nothing twice"
                            .formatted(PATIENCE.toSeconds(), command.getCommandId())));
        }
    }

    private static Optional<CommandOutcome> await(CatalogCommand command, KafkaConsumer<String, byte[]> outcomes,
            AvroCodec codec) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var record : outcomes.poll(Duration.ofMillis(200))) {
                if (command.getCommandId().equals(record.key())) {
                    try {
                        return Optional.of(codec.decode(Topics.COMMAND_OUTCOMES, record.value()));
                    } catch (UndecodableException e) {
                        throw new Failure("the answer cannot be read: " + e.getMessage(), e);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Its position stands before the command is published, so the answer cannot be missed.
    private static KafkaConsumer<String, byte[]> fromNowOn(Addresses addresses) {
        var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", addresses.bootstrap(), "isolation.level",
                "read_committed", "enable.auto.commit", false, "auto.offset.reset", "latest",
                "allow.auto.create.topics", false, "default.api.timeout.ms", 10_000), new StringDeserializer(),
                new ByteArrayDeserializer());
        try {
            var partitions = consumer.partitionsFor(Topics.COMMAND_OUTCOMES.name()).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            return consumer;
        } catch (KafkaException e) {
            consumer.close();
            throw new Failure("Kafka at " + addresses.bootstrap()
                    + " does not answer; start it with ./tillstream dev, or name another with --bootstrap", e);
        }
    }
}
