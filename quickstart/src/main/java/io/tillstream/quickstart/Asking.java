package io.tillstream.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tillstream.command.CommandOutcome;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Asks a lane for one thing, and says what became of it.
public final class Asking {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private Where where = new Where();

    @Option(names = "--id", paramLabel = "UUID", description = "id of the command: the same id again changes nothing (default: a new one)")
    private @Nullable UUID id;

    public Addresses addresses() throws IOException {
        return where.addresses();
    }

    /// @param key     of the record
    /// @param command what is asked, made of the command's id
    /// @param done    what to print when it was accepted
    /// @return 0 accepted, 1 refused
    public <V extends SpecificRecord> int ask(Topic<V> topic, String key, Function<String, V> command,
            Function<CommandOutcome, String> done) throws IOException, InterruptedException {
        var named = (id == null ? UUID.randomUUID() : id).toString();
        var outcome = outcome(topic, key, named, command.apply(named));
        if ("accepted".equals(outcome.getStatus())) {
            System.out.println(done.apply(outcome)
                    + (outcome.getReplayed() ? " (before: this id was decided already)" : ""));
            return 0;
        }
        System.err.println("tillstream: %s, %s: %s".formatted(outcome.getStatus(), outcome.getCode(),
                outcome.getDetail()));
        return 1;
    }

    private <V extends SpecificRecord> CommandOutcome outcome(Topic<V> topic, String key, String named, V command)
            throws IOException, InterruptedException {
        var addresses = where.addresses();
        var again = "the same command with --id %s changes nothing twice".formatted(named);
        // Its position stands before the command is published, so the answer cannot be missed.
        try (var codec = new AvroCodec(addresses.registry());
                var outcomes = CommittedTopic.open(addresses.bootstrap(), Topics.COMMAND_OUTCOMES.name(), false);
                var publisher = new CommandPublisher(addresses)) {
            publisher.publish(topic, List.of(command), _ -> key, "It may have; " + again);
            return await(named, outcomes, codec).orElseThrow(() -> new Failure(
                    "no answer after %d s; it may still come, and %s".formatted(PATIENCE.toSeconds(), again)));
        }
    }

    private static Optional<CommandOutcome> await(String named, KafkaConsumer<byte[], byte[]> outcomes,
            AvroCodec codec) {
        var id = named.getBytes(StandardCharsets.UTF_8);
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
