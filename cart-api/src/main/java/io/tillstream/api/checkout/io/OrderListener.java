package io.tillstream.api.checkout.io;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

import io.tillstream.api.checkout.OrderView.Change;
import io.tillstream.api.tail.TopicTails;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Tells the open streams. Nothing is decoded while there is none.
@Configuration(proxyBeanMethods = false)
class OrderListener {

    private static final Logger LOG = LoggerFactory.getLogger(OrderListener.class);

    @Bean
    KafkaMessageListenerContainer<String, byte[]> orderTail(TopicTails tails, OrderFeed feed, AvroCodec codec) {
        return tails.of(Topics.ORDER_EVENTS, record -> tell(feed, codec, record));
    }

    private static void tell(OrderFeed feed, AvroCodec codec, ConsumerRecord<String, byte[]> record) {
        if (!feed.isWatched()) {
            return;
        }
        try {
            var event = codec.decode(Topics.ORDER_EVENTS, record.value());
            feed.changed(event.getCartId(),
                    new Change(event.getOrderId(), event.getVersion(), event.getStatus(), event.getReason()));
        } catch (UndecodableException e) {
            LOG.warn("{}-{} offset {} is not an order: {}", record.topic(), record.partition(), record.offset(),
                    e.getMessage());
        }
    }
}
