package io.tillstream.quickstart.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.tillstream.command.CatalogCommand;
import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.Failure;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// Writes commands to `catalog.commands`.
final class CatalogPublisher implements AutoCloseable {

    private final AvroCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private final String bootstrap;

    CatalogPublisher(Addresses addresses) {
        this.bootstrap = addresses.bootstrap();
        this.codec = new AvroCodec(addresses.registry());
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "compression.type",
                "lz4", "max.block.ms", 10_000, "delivery.timeout.ms", 20_000, "request.timeout.ms", 10_000),
                new StringSerializer(), new ByteArraySerializer());
    }

    /// Returns when Kafka has them all, each key in its order.
    ///
    /// @param traceparent of all of them
    void publish(List<CatalogCommand> commands, String traceparent) throws InterruptedException {
        var sent = new ArrayList<Future<?>>();
        for (CatalogCommand command : commands) {
            var record = new ProducerRecord<>(Topics.CATALOG_COMMANDS.name(), command.getProductId(),
                    codec.encode(Topics.CATALOG_COMMANDS, command));
            record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII));
            sent.add(producer.send(record));
        }
        try {
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new Failure("Kafka at " + bootstrap + " did not take the commands: " + Failure.oneLine(e)
                    + "; is Tillstream running? The same import again is safe", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        codec.close();
    }
}
