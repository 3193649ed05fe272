package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// The thread that polls payment requests ([RequestPolling]).
public final class PaymentLoop implements SmartLifecycle {

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final PaymentDesk desk;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /// @param consumers gives one with a group, manual commits and, best, a static membership
    PaymentLoop(Supplier<Consumer<String, byte[]>> consumers, PaymentDesk desk) {
        this.consumers = consumers;
        this.desk = desk;
    }

    /// Whether requests are polled. False for ever once the thread has ended, whatever the reason; the log has it.
    public boolean running() {
        var running = thread;
        return running != null && running.isAlive();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public void start() {
        stopping = false;
        var polling = new RequestPolling(consumers.get(), desk, () -> stopping);
        thread = Thread.ofPlatform().name("payment-requests").start(polling);
    }

    @Override
    public void stop() {
        stopping = true;
        try {
            var running = thread;
            if (running != null) {
                running.join(Duration.ofSeconds(15));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }
}
