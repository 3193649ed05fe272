package io.tillstream.quickstart.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.command.Checkout;
import io.tillstream.quickstart.Failure;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;

/// Tillstream, from Kafka to Kafka, with everything that runs beside it: the cart view, the outcomes' readers, the payment worker. The checkouts wait in
/// an open transaction on `cart.commands`; the clock starts when it is committed and stops when a read_committed reader has every order.
final class Pipeline implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Topic<?>> PUBLISHED = List.of(Topics.CART_EVENTS, Topics.ORDER_EVENTS,
            Topics.INVENTORY_EVENTS, Topics.PAYMENT_REQUESTS, Topics.COMMAND_OUTCOMES);

    private static final byte[] PLACED = "io.tillstream.order_placed".getBytes(StandardCharsets.US_ASCII);

    private final String bootstrap;
    private final AvroCodec codec;
    private final JdbcTemplate jdbc;

    Pipeline(String bootstrap, AvroCodec codec, JdbcTemplate jdbc) {
        this.bootstrap = bootstrap;
        this.codec = codec;
        this.jdbc = jdbc;
    }

    @Override
    public Run run(Sale sale) {
        measure(Sale.open(jdbc, 1)); // its order comes when all lanes run
        return measure(sale);
    }

    private Run measure(Sale sale) {
        try (var producer = producer();
                var reader = reader(List.of(Topics.ORDER_EVENTS));
                var all = reader(PUBLISHED)) {
            send(producer, sale.asks());
            long begin = System.nanoTime();
            producer.commitTransaction();
            for (int left = sale.asks().size(); left > 0;) {
                for (var record : reader.poll(Duration.ofMillis(100))) {
                    left -= isPlaced(record) ? 1 : 0;
                }
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new Failure("%d of %d orders had not come after %d s".formatted(left, sale.asks().size(),
                            PATIENCE.toSeconds()));
                }
            }
            return new Run((System.nanoTime() - begin) / 1e9, counted(all));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    private void send(KafkaProducer<String, byte[]> producer, List<CartCommand> asks) {
        producer.initTransactions();
        producer.beginTransaction();
        asks.forEach(ask -> producer.send(new ProducerRecord<>(Topics.CART_COMMANDS.name(), ask.cartId().toString(),
                codec.encode(Topics.CART_COMMANDS, avro(ask)))));
        producer.flush();
    }

    private static io.tillstream.command.CartCommand avro(CartCommand ask) {
        var checkout = (CartCommand.Checkout) ask.ask();
        return new io.tillstream.command.CartCommand(ask.commandId().toString(), ask.cartId().toString(),
                ask.bodyHash(), new Checkout(checkout.paymentMethod(), checkout.acceptedTotal()));
    }

    private static boolean isPlaced(ConsumerRecord<byte[], byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        return type != null && Arrays.equals(type.value(), PLACED);
    }

    /// Reads on until nothing of the sale is missing. Payments go on, and their events do not count.
    private static Map<String, Integer> counted(KafkaConsumer<byte[], byte[]> reader) {
        var counts = new HashMap<String, Integer>();
        var ends = reader.endOffsets(reader.assignment());
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            for (var record : reader.poll(Duration.ofMillis(100))) {
                if (!record.topic().equals(Topics.ORDER_EVENTS.name()) || isPlaced(record)) {
                    counts.merge(record.topic(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", "bench-" + UUID.randomUUID(),
                        "compression.type", "lz4", "linger.ms", 5, "transaction.timeout.ms", 600_000),
                new StringSerializer(), new ByteArraySerializer());
    }

    /// Stands at the end of the topics.
    private KafkaConsumer<byte[], byte[]> reader(List<Topic<?>> topics) {
        var reader = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level",
                "read_committed", "enable.auto.commit", false), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(topics.stream().flatMap(topic -> reader.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList());
        reader.seekToEnd(reader.assignment());
        reader.assignment().forEach(reader::position);
        return reader;
    }
}
