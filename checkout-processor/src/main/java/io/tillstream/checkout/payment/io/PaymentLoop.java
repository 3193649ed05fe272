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
    private final boolean wanted;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /// @param consumers gives one with a group, manual commits and, best, a static membership
    /// @param wanted    false: this process leaves Stripe to others
    PaymentLoop(Supplier<Consumer<String, byte[]>> consumers, PaymentDesk desk, boolean wanted) {
        this.wanted = wanted;
        this.consumers = consumers;
        this.desk = desk;
    }

    /// Whether requests are polled, if this process is to. False for ever once the thread has ended, whatever the reason; the log has it.
    public boolean running() {
        var running = thread;
        return !wanted || (running != null && running.isAlive());
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
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
