package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.payment.io.CallBudget.Urgency;

class CallBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsUrgentCallsOvertakeOthers() throws Exception {
        var budget = new CallBudget(1_000, 1, System::nanoTime);
        var order = new CopyOnWriteArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var _ = budget.take("order", () -> Urgency.BEGIN)) {
                var arrived = 0;
                for (var urgency : List.of(Urgency.BEGIN, Urgency.FINISH, Urgency.BEGIN, Urgency.UNDO)) {
                    var name = urgency + "-" + arrived++;
                    threads.execute(() -> run(budget, urgency, () -> order.add(name)));
                    var waiting = arrived;
                    await().until(() -> budget.waiting() == waiting);
                }
            }
        }

        assertThat(order).containsExactly("UNDO-3", "FINISH-1", "BEGIN-0", "BEGIN-2");
    }

    @Test
    void letsTheWaitingCallOfAnOrderThatIsInAHurryOvertakeOthers() throws Exception {
        var budget = new CallBudget(1_000, 1, System::nanoTime);
        var order = new CopyOnWriteArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var _ = budget.take("first", () -> Urgency.BEGIN)) {
                for (var name : List.of("second", "third", "fourth")) {
                    var arrived = budget.waiting();
                    threads.execute(() -> run(budget, name, Urgency.BEGIN, () -> order.add(name)));
                    await().until(() -> budget.waiting() == arrived + 1);
                }
                budget.hurry("third");
                budget.hurry("unheard of");
            }
        }

        assertThat(order).containsExactly("third", "second", "fourth");
    }

    @Test
    void boundsTheCallsInFlight() {
        var budget = new CallBudget(1_000, 3, System::nanoTime);
        var inFlight = new CopyOnWriteArrayList<Integer>();
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 10; call++) {
                var number = call;
                threads.execute(() -> run(budget, Urgency.BEGIN, () -> {
                    inFlight.add(number);
                    awaitUninterrupted(release);
                }));
            }
            await().until(() -> inFlight.size() == 3 && budget.waiting() == 7);
            release.countDown();
        }

        assertThat(inFlight).hasSize(10);
    }

    @Test
    void goesOnAfterAWaitingCallIsInterrupted() throws Exception {
        var budget = new CallBudget(1_000, 1, System::nanoTime);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = budget.take("order", () -> Urgency.BEGIN);
            var interrupted = threads.submit(() -> budget.take("order", () -> Urgency.UNDO));
            await().until(() -> budget.waiting() == 1);
            interrupted.cancel(true);
            await().until(() -> budget.waiting() == 0);
            held.close();
            budget.take("order", () -> Urgency.BEGIN).close();
        }
    }

    @Test
    void neverLetsMoreThanAQuarterAboveTheRateIntoOneSecond() {
        var bucket = new TokenBucket(100, 0);
        var now = 10 * SECOND;
        var taken = 0;
        for (long end = now + SECOND; now < end; now += bucket.nanosToWait(now)) {
            bucket.take(now);
            taken++;
        }

        assertThat(taken).isBetween(100, 126);
    }

    @Test
    void keepsTheRateOverALongTime() {
        var bucket = new TokenBucket(25, 0);
        long now = 0;
        for (int call = 0; call < 2_500; call++) {
            now += bucket.nanosToWait(now);
            assertThat(bucket.nanosToWait(now)).isZero();
            bucket.take(now);
        }

        assertThat(now).isBetween(99 * SECOND, 101 * SECOND);
    }

    private static void run(CallBudget budget, Urgency urgency, Runnable call) {
        run(budget, "order", urgency, call);
    }

    private static void run(CallBudget budget, String order, Urgency urgency, Runnable call) {
        try (var _ = budget.take(order, () -> urgency)) {
            call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
