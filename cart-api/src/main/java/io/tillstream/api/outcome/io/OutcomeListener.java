package io.tillstream.api.outcome.io;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

import io.tillstream.api.outcome.Outcomes;
import io.tillstream.api.tail.TopicTails;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Tells the waiters. Outcomes that nobody here waits for are not even decoded.
@Configuration(proxyBeanMethods = false)
class OutcomeListener {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeListener.class);

    @Bean
    KafkaMessageListenerContainer<String, byte[]> outcomeTail(TopicTails tails, Waiters waiters, AvroCodec codec) {
        return tails.of(Topics.COMMAND_OUTCOMES, record -> tell(waiters, codec, record));
    }

    private static void tell(Waiters waiters, AvroCodec codec, ConsumerRecord<String, byte[]> record) {
        if (!waiters.expects(record.key())) {
            return;
        }
        try {
            waiters.complete(record.key(), Outcomes.of(codec.decode(Topics.COMMAND_OUTCOMES, record.value())));
        } catch (UndecodableException e) {
            LOG.warn("{}-{} offset {} is not an outcome: {}", record.topic(), record.partition(), record.offset(),
                    e.getMessage());
        }
    }
}
