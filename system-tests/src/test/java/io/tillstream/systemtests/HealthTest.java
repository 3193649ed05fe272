package io.tillstream.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

import io.tillstream.abandonment.Abandonment;
import io.tillstream.checkout.CheckoutProcessor;
import io.tillstream.checkout.payment.io.PaymentLoop;
import io.tillstream.schemas.Topics;

/// What the services without HTTP write for whoever watches them.
class HealthTest {

    private static final String NAME = "health-test";

    @TempDir
    Path directory;

    @Test
    void theProcessorNamesTheLanesThatWaitForAPerson() throws Exception {
        try (var shop = new Shop()) {
            shop.shut();
            var file = directory.resolve("health");
            shop.settings().put("tillstream.health-file", file.toString());
            shop.open();
            Eventually.that("up", () -> Files.readString(file).equals("up\n"));
            try {
                shop.database.update("update lane set stopped = 'by a test' where lane = 'carts-0'");
                Eventually.that("the lane is named", () -> Files.readString(file).contains("carts-0"));
            } finally {
                shop.database.update("update lane set stopped = null where lane = 'carts-0'");
            }
            Eventually.that("up again", () -> Files.readString(file).equals("up\n"));
        }
    }

    @Test
    void theProcessorSaysThatThePaymentWorkerHasStopped() throws Exception {
        saysThatPaymentsHaveStoppedAfter(processor -> processor.getBean(PaymentLoop.class).stop());
    }

    @Test
    void theProcessorSaysThatAnotherOfItsNameHasTakenThePayments() throws Exception {
        saysThatPaymentsHaveStoppedAfter(_ -> {
            try (var other = new KafkaConsumer<>(Map.of("bootstrap.servers", Parts.kafka().bootstrapServers(),
                    "group.id", "payment-worker", "group.instance.id", NAME, "partition.assignment.strategy",
                    CooperativeStickyAssignor.class.getName()), new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                other.subscribe(List.of(Topics.PAYMENT_REQUESTS.name()));
                Eventually.that("it has joined", () -> {
                    other.poll(Duration.ofMillis(100));
                    return !other.assignment().isEmpty();
                });
            }
        });
    }

    private void saysThatPaymentsHaveStoppedAfter(Consumer<ApplicationContext> stop) throws Exception {
        try (var shop = new Shop()) {
            shop.shut();
            var file = directory.resolve("health");
            shop.settings().put("tillstream.health-file", file.toString());
            shop.settings().put("tillstream.instance", NAME);
            try (var processor = CheckoutProcessor.start(shop.settings())) {
                Eventually.that("up", () -> Files.readString(file).equals("up\n"));
                stop.accept(processor);
                Eventually.that("it says so",
                        () -> Files.readString(file).equals("the payment worker has stopped\n"));
            }
        }
    }

    @Test
    void theStreamsAppSaysUpWhenItRuns() throws Exception {
        try (var shop = new Shop()) {
            var settings = new HashMap<>(shop.settings());
            var file = directory.resolve("health");
            settings.put("tillstream.health-file", file.toString());
            settings.put("tillstream.abandonment.state-dir", directory.resolve("state").toString());
            try (var _ = Abandonment.start(settings)) {
                Eventually.that("up", () -> Files.readString(file).equals("up\n"));
            }
        }
    }
}
