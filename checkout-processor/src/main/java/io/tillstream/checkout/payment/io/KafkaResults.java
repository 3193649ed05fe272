package io.tillstream.checkout.payment.io;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import io.tillstream.command.PaymentResult;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// Writes results to `payment.results`, and requests that nobody can work on to `payment.requests.dlt`.
final class KafkaResults implements ResultPublisher {

    static final String TRACE = "traceparent";
    private static final String REASON = "dead-letter-reason";
    private static final String SOURCE = "dead-letter-source";

    private final Producer<String, byte[]> producer;
    private final AvroCodec codec;

    /// @param producer acks=all
    KafkaResults(Producer<String, byte[]> producer, AvroCodec codec) {
        this.producer = producer;
        this.codec = codec;
    }

    @Override
    public void publish(PaymentResult result, @Nullable String traceparent) throws InterruptedException {
        var bytes = codec.encode(Topics.PAYMENT_RESULTS, result);
        var message = new ProducerRecord<String, byte[]>(Topics.PAYMENT_RESULTS.name(),
                result.getCartId(), bytes);
        if (traceparent != null) {
            put(message.headers(), TRACE, traceparent);
        }
        send(message);
    }

    /// Returns once all replicas in sync have the dead letter: the record as it came, with the reason and where
    /// it stood in headers. A crash may write it twice; the source tells.
    ///
    /// @throws RuntimeException if that is not known: writing it again is right
    void bury(ConsumerRecord<String, byte[]> request, String reason) throws InterruptedException {
        var letter = new ProducerRecord<String, byte[]>(Topics.PAYMENT_REQUESTS.deadLetters(),
                request.partition(), request.key(), request.value(), request.headers());
        put(letter.headers().remove(REASON), REASON, reason);
        put(letter.headers().remove(SOURCE), SOURCE,
                request.topic() + "-" + request.partition() + "@" + request.offset());
        send(letter);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void send(ProducerRecord<String, byte[]> message) throws InterruptedException {
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new KafkaException("not written to " + message.topic(), e.getCause());
        }
    }
}
