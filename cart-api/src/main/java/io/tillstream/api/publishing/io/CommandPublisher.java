package io.tillstream.api.publishing.io;

import static io.tillstream.api.problem.ProblemCode.SERVICE_UNAVAILABLE;
import static io.tillstream.api.problem.ProblemCode.UNKNOWN_OUTCOME;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.tracing.TraceParent;
import io.tillstream.command.CartCommand;
import io.tillstream.command.PaymentResult;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;

/// Writes what asks for something to the lanes' topics, and returns once every in-sync replica has it.
@Component
public class CommandPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(CommandPublisher.class);

    /// More than the producer's own time for metadata (2 s) and delivery (5 s): it always answers first.
    private static final int SECONDS = 8;

    private final KafkaTemplate<String, byte[]> kafka;
    private final AvroCodec codec;

    CommandPublisher(KafkaTemplate<String, byte[]> kafka, AvroCodec codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    /// @return where the command stands in the log
    /// @throws ProblemException `service_unavailable` if it was not sent, `unknown_outcome` if nobody can say whether it was taken
    public RecordMetadata publish(CartCommand command, String traceparent) {
        return send(Topics.CART_COMMANDS, command.getCartId(), command, traceparent,
                "repeat it with the same Idempotency-Key");
    }

    /// @throws ProblemException as above
    public void publish(PaymentResult result, String traceparent) {
        send(Topics.PAYMENT_RESULTS, result.getCartId(), result, traceparent, "send this event again");
    }

    /// @param again what is safe to do if it fails
    private <V extends SpecificRecord> RecordMetadata send(Topic<V> topic, String cart, V value, String traceparent,
            String again) {
        var request = new ProducerRecord<>(topic.name(), cart, encoded(topic, value, again));
        request.headers().add(TraceParent.HEADER, traceparent.getBytes(UTF_8));
        try {
            return kafka.send(request).get(SECONDS, TimeUnit.SECONDS).getRecordMetadata();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw unknown(e, again);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(e, again);
        }
    }

    private <V extends SpecificRecord> byte[] encoded(Topic<V> topic, V value, String again) {
        try {
            return codec.encode(topic, value);
        } catch (RuntimeException e) {
            LOG.warn("The schema of {} cannot be had: {}", topic.name(), e.toString());
            throw new ProblemException(SERVICE_UNAVAILABLE, "Nothing was sent; " + again);
        }
    }

    private static ProblemException unknown(Exception e, String again) {
        LOG.warn("Whether a record was taken is not known: {}", e.toString());
        return new ProblemException(UNKNOWN_OUTCOME,
                "Nobody can say whether this was taken; it is safe to " + again);
    }
}
