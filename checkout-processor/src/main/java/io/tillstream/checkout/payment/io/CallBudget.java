package io.tillstream.checkout.payment.io;

import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How many calls may go to Stripe per second, and wait for an answer at the same time. The more urgent goes first, then who came first. What is
/// less urgent waits as long as more urgent calls fill the budget, and with it the rest of its cart: so nothing is less urgent than BEGIN.
///
/// Written here because that order is the point: Resilience4j's RateLimiter and Bucket4j both hand a waiting thread its future token when it
/// arrives, so that a cancel would wait behind every create before it. On top of their non-blocking calls all of this class would still
/// be needed.
final class CallBudget {

    /// Most urgent first. UNDO: cancels and refunds.
    enum Urgency {
        UNDO, FINISH, BEGIN
    }

    /// Gives the place of one call back; once.
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Waiting implements Comparable<Waiting> {

        private final String order;
        private final long arrival;
        private final Condition turn;
        private Urgency urgency;

        private Waiting(String order, Urgency urgency, long arrival, Condition turn) {
            this.order = order;
            this.urgency = urgency;
            this.arrival = arrival;
            this.turn = turn;
        }

        @Override
        public int compareTo(Waiting other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(arrival, other.arrival);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>();
    private final LongSupplier nanoTime;
    private final TokenBucket bucket;
    private int free;
    private long arrivals;

    /// @param nanoTime such as `System::nanoTime`
    CallBudget(int perSecond, int maxInFlight, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        bucket = new TokenBucket(perSecond, nanoTime.getAsLong());
        free = maxInFlight;
    }

    /// Waits until the call may go.
    ///
    /// @param urgency asked for once, when the call joins those that wait: either it knows what [#hurry] was called for, or that call finds it
    Permit take(String order, Supplier<Urgency> urgency) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return take(new Waiting(order, urgency.get(), arrivals++, lock.newCondition()));
        } finally {
            lock.unlock();
        }
    }

    private Permit take(Waiting self) throws InterruptedException {
        queue.add(self);
        try {
            awaitTurn(self);
            free--;
            bucket.take(nanoTime.getAsLong());
            return this::giveBack;
        } finally {
            queue.remove(self);
            wakeFirst();
        }
    }

    /// What waits for that order is as urgent as what undoes from now on, such as when a cancel stands behind it.
    void hurry(String order) {
        lock.lock();
        try {
            var raised = queue.stream().filter(waiting -> waiting.order.equals(order)).toList();
            queue.removeAll(raised);
            raised.forEach(waiting -> waiting.urgency = Urgency.UNDO);
            queue.addAll(raised);
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Waiting self) throws InterruptedException {
        while (true) {
            if (!self.equals(queue.peek()) || free == 0) {
                self.turn.await();
                continue;
            }
            var nanos = bucket.nanosToWait(nanoTime.getAsLong());
            if (nanos == 0) {
                return;
            }
            self.turn.awaitNanos(nanos);
        }
    }

    /// Only the first can go: with hundreds that wait, waking all of them for each call cost more than the calls.
    private void wakeFirst() {
        var first = queue.peek();
        if (first != null) {
            first.turn.signal();
        }
    }

    /// Calls that wait for their turn.
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() {
        lock.lock();
        try {
            free++;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }
}
