package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tillstream.command.CatalogCommand;
import io.tillstream.command.CommandOutcome;
import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.CommittedTopic;
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
        // Its position stands before the command is published, so the answer cannot be missed.
        try (var codec = new AvroCodec(addresses.registry());
                var outcomes = CommittedTopic.open(addresses.bootstrap(), Topics.COMMAND_OUTCOMES.name(), false)) {
            CatalogImport.publish(List.of(command), addresses);
            return await(command, outcomes, codec).orElseThrow(() -> new Failure(
                    "no answer after %d s; it may still come, and the same command with --id %s changes nothing twice"
                            .formatted(PATIENCE.toSeconds(), command.getCommandId())));
        }
    }

    private static Optional<CommandOutcome> await(CatalogCommand command, KafkaConsumer<byte[], byte[]> outcomes,
            AvroCodec codec) {
        var id = command.getCommandId().getBytes(StandardCharsets.UTF_8);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var record : outcomes.poll(Duration.ofMillis(200))) {
                if (Arrays.equals(id, record.key())) {
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
}
