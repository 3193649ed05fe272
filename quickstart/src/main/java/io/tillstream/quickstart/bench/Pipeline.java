package io.tillstream.quickstart.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;

/// Tillstream, from Kafka to Kafka, with everything that runs beside it: the cart view, the outcomes' readers, the payment worker. The checkouts wait in
/// an open transaction on `cart.commands`; the clock starts when it is committed and stops when a read_committed reader has every order.
final class Pipeline implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofMillis(500);
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
        measure(Sale.open(jdbc, 100)); // their orders come when all lanes run
        return measure(sale);
    }

    private Run measure(Sale sale) {
        try (var producer = producer();
                var reader = reader(List.of(Topics.ORDER_EVENTS));
                var all = reader(PUBLISHED)) {
            send(producer, sale.asks());
            long begin = System.nanoTime();
            producer.commitTransaction();
            var orders = new HashSet<ByteBuffer>();
            while (orders.size() < sale.asks().size() && System.nanoTime() - begin < PATIENCE.toNanos()) {
                for (var record : reader.poll(Duration.ofMillis(100))) {
                    if (isPlaced(record)) {
                        orders.add(ByteBuffer.wrap(record.key()));
                    }
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Run(seconds, counted(all, sale.asks().size()));
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
                ask.bodyHash(), null, null, new Checkout(checkout.paymentMethod(), checkout.acceptedTotal()));
    }

    private static boolean isPlaced(ConsumerRecord<byte[], byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        return type != null && Arrays.equals(type.value(), PLACED);
    }

    /// Reads until each topic but that of the stock has one for every checkout, and on until nothing has come for a while: there may be too many,
    /// too. Payments go on, and their events do not count.
    private static Map<String, Integer> counted(KafkaConsumer<byte[], byte[]> reader, int checkouts) {
        var counts = new HashMap<String, Integer>();
        PUBLISHED.forEach(topic -> counts.put(topic.name(), 0));
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (boolean quiet = false; System.nanoTime() < end && !(quiet && isWhole(counts, checkouts));) {
            quiet = true;
            for (var record : reader.poll(QUIET)) {
                if (!record.topic().equals(Topics.ORDER_EVENTS.name()) || isPlaced(record)) {
                    counts.merge(record.topic(), 1, Integer::sum);
                    quiet = false;
                }
            }
        }
        return counts;
    }

    private static boolean isWhole(Map<String, Integer> counts, int checkouts) {
        return counts.entrySet().stream().allMatch(
                each -> each.getKey().equals(Topics.INVENTORY_EVENTS.name()) || each.getValue() >= checkouts);
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
