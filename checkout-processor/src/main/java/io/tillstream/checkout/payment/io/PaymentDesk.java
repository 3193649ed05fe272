package io.tillstream.checkout.payment.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.command.CancelPayment;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.RefundPayment;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Reads requests when they arrive, has each worked on in its cart's order, and says when its results are published. Never blocks the thread that
/// polls. A cancel is heeded by what is in hand for its order before it is its own turn. What nobody can work on becomes a dead letter.
final class PaymentDesk {

    /// The place of one request in its partition.
    interface Turn {

        /// The partition has gone to another process: the request is no longer worked on here.
        boolean lost();

        void finished();
    }

    /// Makes a value from bytes.
    interface Decoder {

        /// @throws Unworkable       if nobody will ever read it
        /// @throws RuntimeException if the registry does not answer
        PaymentRequest decode(byte[] bytes) throws Unworkable;

        static Decoder of(AvroCodec codec) {
            return bytes -> {
                try {
                    return codec.decode(Topics.PAYMENT_REQUESTS, bytes);
                } catch (UndecodableException e) {
                    throw new Unworkable(String.valueOf(e.getMessage()));
                }
            };
        }
    }

    /// Makes a dead letter; [KafkaResults#bury].
    interface DeadLetters {
        void bury(ConsumerRecord<String, byte[]> request, String reason)
                throws InterruptedException;
    }

    /// The record's fault, for ever.
    static final class Unworkable extends Exception {

        Unworkable(String reason) {
            super(reason);
        }
    }

    /// What arrived.
    ///
    /// @param unworkable why nobody can work on it; null if somebody can
    private record Read(@Nullable PaymentRequest body, @Nullable String unworkable) {}

    private static final Logger LOG = LoggerFactory.getLogger(PaymentDesk.class);

    private final Executor threads;
    private final CartChains chains;
    private final GivenUpOrders givenUp = new GivenUpOrders();
    private final Decoder decoder;
    private final PaymentWorker worker;
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private final Alarm noRegistry;

    /// @param threads one per request that is worked on
    PaymentDesk(Executor threads, Decoder decoder, PaymentWorker worker, DeadLetters deadLetters, Backoff backoff,
            InstantSource clock) {
        this.threads = threads;
        this.chains = new CartChains(threads);
        this.decoder = decoder;
        this.worker = worker;
        this.deadLetters = deadLetters;
        this.backoff = backoff;
        this.noRegistry = new Alarm(LOG, clock);
    }

    void take(ConsumerRecord<String, byte[]> request, Turn turn) {
        var reading = CompletableFuture.supplyAsync(() -> read(request, turn), threads);
        @Nullable
        String cart = request.key();
        chains.add(cart == null ? "" : cart, () -> finish(request, turn, reading));
    }

    /// Nothing is in hand.
    boolean idle() {
        return chains.size() == 0;
    }

    boolean nothingGivenUp() {
        return givenUp.isEmpty();
    }

    /// @return null if the process stops or the request is lost
    private @Nullable Read read(ConsumerRecord<String, byte[]> request, Turn turn) {
        try {
            var body = decoded(request, turn);
            refuseForeign(request.key(), body);
            if (body.getBody() instanceof CancelPayment) {
                givenUp.note(body.getOrderId());
                worker.hurry(body.getOrderId());
            }
            return new Read(body, null);
        } catch (Unworkable e) {
            return new Read(null, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (RuntimeException | Error e) { // else the offset would stay unfinished for ever
            LOG.error("payment request at partition {}, offset {} was not read", request.partition(), request.offset(),
                    e);
            return new Read(null, "not read: " + e.getClass().getName());
        }
    }

    private void finish(ConsumerRecord<String, byte[]> request, Turn turn, CompletableFuture<@Nullable Read> reading) {
        try {
            var read = reading.get();
            if (read != null) {
                finish(request, turn, read);
            }
        } catch (ExecutionException e) {
            LOG.error("payment request at partition {}, offset {} was not read", request.partition(), request.offset(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(ConsumerRecord<String, byte[]> request, Turn turn, Read read) throws InterruptedException {
        try {
            if (!turn.lost()) {
                workOn(request, turn, read);
                turn.finished();
            }
        } finally {
            if (read.body() != null && read.body().getBody() instanceof CancelPayment) {
                givenUp.forget(read.body().getOrderId());
            }
        }
    }

    private void workOn(ConsumerRecord<String, byte[]> request, Turn turn, Read read) throws InterruptedException {
        var body = read.body();
        if (body == null) {
            bury(request, String.valueOf(read.unworkable()));
            return;
        }
        try {
            worker.work(new PaymentWorker.Request(body, Instant.ofEpochMilli(request.timestamp()), trace(request),
                    standing(body.getOrderId(), turn)));
        } catch (RuntimeException e) {
            LOG.error("payment request at partition {}, offset {} failed", request.partition(), request.offset(), e);
            bury(request, "failed: " + e.getClass().getName());
        }
    }

    private Standing standing(String order, Turn turn) {
        return new Standing() {
            @Override
            public boolean givenUp() {
                return givenUp.contains(order);
            }

            @Override
            public boolean lost() {
                return turn.lost();
            }
        };
    }

    private PaymentRequest decoded(ConsumerRecord<String, byte[]> request, Turn turn)
            throws Unworkable, InterruptedException {
        byte @Nullable [] value = request.value();
        if (value == null) {
            throw new Unworkable("no value");
        }
        for (var failures = 1; !turn.lost(); failures++) {
            try {
                return decoder.decode(value);
            } catch (RuntimeException e) {
                noRegistry.raise("the schema registry does not answer, so payments wait: {}", e.toString());
                backoff.pause(failures);
            }
        }
        throw new InterruptedException("another process works on it");
    }

    /// Ids become HTTP headers, and the key decides what runs one after the other.
    private static void refuseForeign(@Nullable String key, PaymentRequest request) throws Unworkable {
        if (!request.getCartId().equals(key)) {
            throw new Unworkable("key %s is not the cart %s".formatted(key, request.getCartId()));
        }
        try {
            UUID.fromString(request.getOrderId());
            UUID.fromString(request.getCartId());
            if (request.getBody() instanceof RefundPayment refund) {
                UUID.fromString(refund.getRefundId());
            }
        } catch (IllegalArgumentException _) {
            throw new Unworkable("order id, cart id or refund id is not a UUID");
        }
    }

    private static @Nullable String trace(ConsumerRecord<String, byte[]> request) {
        var header = request.headers().lastHeader(KafkaResults.TRACE);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void bury(ConsumerRecord<String, byte[]> request, String reason)
            throws InterruptedException {
        LOG.warn("dead letter: payment request at partition {}, offset {}: {}", request.partition(), request.offset(),
                reason);
        for (var failures = 1;; failures++) {
            try {
                deadLetters.bury(request, reason);
                return;
            } catch (RuntimeException e) {
                LOG.warn("the dead letter is not written yet: {}", e.toString());
                backoff.pause(failures);
            }
        }
    }
}
