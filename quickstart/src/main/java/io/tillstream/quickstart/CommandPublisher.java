package io.tillstream.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;

/// Writes commands to Kafka.
public final class CommandPublisher implements AutoCloseable {

    private final AvroCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private final String bootstrap;

    public CommandPublisher(Addresses addresses) {
        this.bootstrap = addresses.bootstrap();
        this.codec = new AvroCodec(addresses.registry());
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "compression.type",
                "lz4", "max.block.ms", 10_000, "delivery.timeout.ms", 20_000, "request.timeout.ms", 10_000),
                new StringSerializer(), new ByteArraySerializer());
    }

    /// Returns when Kafka has them all, each key in its order. They are of one trace.
    ///
    /// @param again what is safe to do if this fails
    public <V extends SpecificRecord> void publish(Topic<V> topic, List<V> commands, Function<V, String> key,
            String again) throws InterruptedException {
        var traceparent = traceparent().getBytes(StandardCharsets.US_ASCII);
        var sent = new ArrayList<Future<?>>();
        for (V command : commands) {
            var record = new ProducerRecord<>(topic.name(), key.apply(command), codec.encode(topic, command));
            record.headers().add("traceparent", traceparent);
            sent.add(producer.send(record));
        }
        try {
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new Failure("Kafka at %s did not say that it took the %s: %s; is Tillstream running? %s".formatted(
                    bootstrap, commands.size() == 1 ? "command" : "commands", Failure.oneLine(e), again), e);
        }
    }

    private static String traceparent() {
        String random = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return "00-" + random.substring(0, 32) + "-" + random.substring(32, 48) + "-01";
    }

    @Override
    public void close() {
        producer.close();
        codec.close();
    }
}
