package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tillstream.command.Pay;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.quickstart.embedded.EmbeddedKafka;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.TopicCatalogue;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;
import io.tillstream.systemtests.Parts;

/// Requests of one partition, of which the first is never answered, and processes that are killed with kill -9.
@Timeout(240)
class PaymentLoopTest {

    private static final TopicPartition REQUESTS = new TopicPartition(Topics.PAYMENT_REQUESTS.name(), 0);

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final Set<String> paid = new HashSet<>();
    private EmbeddedKafka kafka;
    private AvroCodec codec;
    private StubbornStripe stripe;
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> results;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(directory, 0);
        TopicCatalogue.createMissing(kafka.bootstrapServers());
        codec = new AvroCodec(Parts.registry());
        stripe = new StubbornStripe();
        var servers = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        producer = new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer());
        results = new KafkaConsumer<>(servers, new StringDeserializer(), new ByteArrayDeserializer());
        var all = results.partitionsFor(Topics.PAYMENT_RESULTS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        results.assign(all);
        results.seekToBeginning(all);
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        producer.close();
        results.close();
        stripe.close();
        codec.close();
        kafka.close();
    }

    private Process worker(String instance) throws IOException {
        var process = PaymentWorkerProcess.start(Map.of("tillstream.kafka.bootstrap-servers", kafka.bootstrapServers(),
                "tillstream.registry.url", Parts.registry().toString(), "tillstream.stripe.key", "sk_test_1",
                "tillstream.stripe.base", stripe.uri().toString(), "tillstream.stripe.requests-per-second", "1000",
                "tillstream.instance", instance));
        processes.add(process);
        return process;
    }

    private List<String> ask(int payments) {
        var orders = new ArrayList<String>();
        for (int payment = 0; payment < payments; payment++) {
            var order = UUID.randomUUID().toString();
            var cart = UUID.randomUUID().toString();
            var pay = new Pay(100L, "EUR", "pm_card_visa",
                    Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS));
            var _ = producer.send(new ProducerRecord<>(REQUESTS.topic(), REQUESTS.partition(), cart,
                    codec.encode(Topics.PAYMENT_REQUESTS, new PaymentRequest(order, cart, pay))));
            orders.add(order);
        }
        producer.flush();
        return orders;
    }

    /// Orders that are paid by now.
    private Set<String> paid() {
        results.poll(Duration.ofMillis(50)).forEach(record -> {
            try {
                var result = codec.decode(Topics.PAYMENT_RESULTS, record.value());
                if (result.getBody() instanceof PaymentSucceeded) {
                    paid.add(result.getOrderId());
                }
            } catch (UndecodableException e) {
                throw new IllegalStateException(e);
            }
        });
        return paid;
    }

    private void untilPaid(int orders) {
        await().atMost(Duration.ofSeconds(60)).until(() -> paid().size() >= orders);
    }

    private OffsetAndMetadata committed() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var offsets = admin.listConsumerGroupOffsets(PaymentConfiguration.GROUP).partitionsToOffsetAndMetadata()
                    .get();
            return offsets.getOrDefault(REQUESTS, new OffsetAndMetadata(0));
        }
    }

    private void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void oneStuckCartHoldsUpNobodyAndAKillRepeatsOnlyWhatWasUnfinished() throws Exception {
        var stuck = ask(1).getFirst();
        stripe.stubborn.add(stuck);
        var others = ask(1_500);
        for (int paid : List.of(100, 700)) {
            var process = worker("one");
            untilPaid(paid);
            kill(process);
        }
        var process = worker("one");
        untilPaid(1_500);
        assertThat(paid()).containsExactlyInAnyOrderElementsOf(others);
        await().until(() -> FinishedText.read(committed().offset(), committed().metadata())
                .equals(new FinishedText.Known(1_501, List.of(0L))));
        kill(process);

        var repeated = new HashMap<>(stripe.creates);
        worker("one");
        await().until(() -> stripe.creates.getOrDefault(stuck, 0) > repeated.getOrDefault(stuck, 0));
        stripe.stubborn.clear();
        await().atMost(Duration.ofSeconds(30)).until(() -> committed().offset() == 1_501);
        repeated.remove(stuck);
        assertThat(stripe.creates).containsAllEntriesOf(repeated);
        assertThat(repeated.values().stream().mapToInt(times -> times - 1).sum()).as("repeated by two kills")
                .isLessThan(1_200);
    }

    @Test
    void aPartitionWaitsWhileTooManyAreUnfinished() throws Exception {
        stripe.stubborn.addAll(ask(RequestPolling.IN_HAND_PER_PARTITION + 200));
        var later = ask(1).getFirst();
        worker("two");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stripe.creates.size() >= RequestPolling.IN_HAND_PER_PARTITION);
        assertThat(stripe.creates).doesNotContainKey(later);
        stripe.stubborn.clear();

        await().atMost(Duration.ofSeconds(60)).until(() -> paid().contains(later));
    }

    /// Long before the session timeout of 10 s.
    @Test
    void whoComesBackUnderItsNameHasItsPartitionsAtOnce() throws Exception {
        ask(1);
        var process = worker("three");
        untilPaid(1);
        kill(process);
        ask(1);
        var killed = System.nanoTime();
        worker("three");
        untilPaid(2);

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void anotherTakesOverFromAWorkerThatIsKilledOrEnds() throws Exception {
        var first = worker("four");
        ask(1);
        untilPaid(1);
        var second = worker("five");
        first.destroy();
        first.waitFor();
        ask(1);
        untilPaid(2);
        var third = worker("six");
        kill(second);
        ask(20);
        untilPaid(22);

        assertThat(third.isAlive()).isTrue();
        await().until(() -> committed().equals(new OffsetAndMetadata(22, "")));
    }

    @Test
    void twoWithOneNameNeverWorkAtTheSameTime() throws Exception {
        var log = Path.of("target/payment-worker-seven.log");
        Files.deleteIfExists(log); // what an earlier run said counts for nothing
        worker("seven");
        ask(1);
        untilPaid(1);
        worker("seven");
        ask(1);
        untilPaid(2);

        await().atMost(Duration.ofSeconds(20)).until(() -> Files.readString(log)
                .contains("ALARM another process has the name of this one"));
    }
}
