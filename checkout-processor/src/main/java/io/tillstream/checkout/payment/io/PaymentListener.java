package io.tillstream.checkout.payment.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

import io.tillstream.command.PaymentRequest;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Takes requests from Kafka, has each worked on in its cart's order, and acknowledges it when its results are published. Never blocks the
/// thread that polls. What nobody can work on becomes a dead letter.
final class PaymentListener
        implements
            AcknowledgingMessageListener<String, byte[]> {

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

    private record Position(int partition, long offset) {}

    private static final Logger LOG = LoggerFactory.getLogger(PaymentListener.class);

    private final CartChains chains;
    private final Decoder decoder;
    private final PaymentWorker worker;
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private final Map<Position, Acknowledgment> unfinished = new ConcurrentHashMap<>();

    PaymentListener(CartChains chains, Decoder decoder, PaymentWorker worker, DeadLetters deadLetters,
            Backoff backoff) {
        this.chains = chains;
        this.decoder = decoder;
        this.worker = worker;
        this.deadLetters = deadLetters;
        this.backoff = backoff;
    }

    /// A record that comes again after a rebalance, while it is still worked on, is not started twice.
    @Override
    public void onMessage(ConsumerRecord<String, byte[]> request,
            @Nullable Acknowledgment acknowledgment) {
        if (acknowledgment == null) {
            throw new IllegalStateException("the container acknowledges by itself; it must be AckMode.MANUAL");
        }
        var position = new Position(request.partition(), request.offset());
        if (unfinished.put(position, acknowledgment) == null) {
            @Nullable
            String cart = request.key();
            chains.add(cart == null ? "" : cart, () -> finish(position, request));
        }
    }

    private void finish(Position position, ConsumerRecord<String, byte[]> request) {
        try {
            workOn(request);
            acknowledge(unfinished.remove(position));
        } catch (InterruptedException e) {
            unfinished.remove(position);
            Thread.currentThread().interrupt();
        }
    }

    private void workOn(ConsumerRecord<String, byte[]> request) throws InterruptedException {
        try {
            var body = decoded(request);
            refuseForeign(request.key(), body);
            worker.work(new PaymentWorker.Request(body, Instant.ofEpochMilli(request.timestamp()), trace(request)));
        } catch (Unworkable e) {
            bury(request, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("payment request at partition {}, offset {} failed", request.partition(), request.offset(), e);
            bury(request, "failed: " + e.getClass().getName());
        }
    }

    private PaymentRequest decoded(ConsumerRecord<String, byte[]> request)
            throws Unworkable, InterruptedException {
        byte @Nullable [] value = request.value();
        if (value == null) {
            throw new Unworkable("no value");
        }
        for (var failures = 1;; failures++) {
            try {
                return decoder.decode(value);
            } catch (RuntimeException e) {
                LOG.warn("the schema registry does not answer: {}", e.toString());
                backoff.pause(failures);
            }
        }
    }

    /// Ids become HTTP headers, and the key decides what runs one after the other.
    private static void refuseForeign(@Nullable String key, PaymentRequest request) throws Unworkable {
        if (!request.getCartId().equals(key)) {
            throw new Unworkable("key %s is not the cart %s".formatted(key, request.getCartId()));
        }
        try {
            UUID.fromString(request.getOrderId());
            UUID.fromString(request.getCartId());
        } catch (IllegalArgumentException _) {
            throw new Unworkable("order id or cart id is not a UUID");
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

    private static void acknowledge(@Nullable Acknowledgment acknowledgment) {
        try {
            if (acknowledgment != null) {
                acknowledgment.acknowledge();
            }
        } catch (IllegalStateException e) {
            // the partition has gone to another member, which works on the request again
            LOG.debug("not acknowledged", e);
        }
    }
}
