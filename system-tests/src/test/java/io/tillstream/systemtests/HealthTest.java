package io.tillstream.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import io.tillstream.abandonment.Abandonment;
import io.tillstream.checkout.CheckoutProcessor;

/// What the services without HTTP write for whoever watches them.
class HealthTest {

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
    void theProcessorSaysThatAllPaymentConsumersHaveStopped() throws Exception {
        saysThatPaymentsHaveStoppedAfter(payments -> payments.getContainers().forEach(each -> each.stop()));
    }

    @Test
    void theProcessorSaysThatOnePaymentConsumerHasDied() throws Exception {
        saysThatPaymentsHaveStoppedAfter(payments -> payments.getContainers().getFirst().stopAbnormally(() -> {}));
    }

    private void saysThatPaymentsHaveStoppedAfter(Consumer<ConcurrentMessageListenerContainer<?, ?>> stop)
            throws Exception {
        try (var shop = new Shop()) {
            shop.shut();
            var file = directory.resolve("health");
            shop.settings().put("tillstream.health-file", file.toString());
            try (var processor = CheckoutProcessor.start(shop.settings())) {
                Eventually.that("up", () -> Files.readString(file).equals("up\n"));
                stop.accept(processor.getBean(ConcurrentMessageListenerContainer.class));
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
