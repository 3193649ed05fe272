package io.tillstream.api.publishing.io;

import static io.tillstream.api.problem.ProblemCode.SERVICE_UNAVAILABLE;
import static io.tillstream.api.problem.ProblemCode.UNKNOWN_OUTCOME;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.tracing.TraceParent;
import io.tillstream.command.CartCommand;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// Writes commands to cart.commands and returns once every in-sync replica has them.
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
        var cart = command.getCartId();
        var request = new ProducerRecord<>(Topics.CART_COMMANDS.name(), cart, encoded(command));
        request.headers().add(TraceParent.HEADER, traceparent.getBytes(UTF_8));
        try {
            return kafka.send(request).get(SECONDS, TimeUnit.SECONDS).getRecordMetadata();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw unknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(e);
        }
    }

    private byte[] encoded(CartCommand command) {
        try {
            return codec.encode(Topics.CART_COMMANDS, command);
        } catch (RuntimeException e) {
            LOG.warn("The schema of {} cannot be had: {}", Topics.CART_COMMANDS.name(), e.toString());
            throw new ProblemException(SERVICE_UNAVAILABLE,
                    "Nothing was sent; repeat this with the same Idempotency-Key");
        }
    }

    private static ProblemException unknown(Exception e) {
        LOG.warn("Whether a command was taken is not known: {}", e.toString());
        return new ProblemException(UNKNOWN_OUTCOME,
                "Nobody can say whether this was taken; repeating it with the same Idempotency-Key is safe");
    }
}
