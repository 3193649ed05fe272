package io.tillstream.api.view.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import io.tillstream.api.view.CartView;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Feeds the view. A batch that Redis does not take is read again until it does, or an old cart would stay there for weeks.
@Component
class CartEventListener {

    private static final Logger LOG = LoggerFactory.getLogger(CartEventListener.class);

    private final CartCache cache;
    private final AvroCodec codec;

    CartEventListener(CartCache cache, AvroCodec codec) {
        this.cache = cache;
        this.codec = codec;
    }

    @KafkaListener(id = "cart-view", topics = "cart.events", batch = "true", concurrency = "2", containerFactory = "viewContainers", properties = ConsumerConfig.AUTO_OFFSET_RESET_CONFIG
            + "=earliest")
    void changed(List<ConsumerRecord<String, byte[]>> records) {
        var newest = new LinkedHashMap<String, CartView>();
        for (var record : records) {
            read(record, newest);
        }
        if (!newest.isEmpty()) {
            cache.put(newest.values());
        }
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<String, CartView> newest) {
        try {
            var event = codec.decode(Topics.CART_EVENTS, record.value());
            newest.merge(event.getCartId(), CartView.of(event), (a, b) -> a.version() > b.version() ? a : b);
        } catch (UndecodableException e) {
            LOG.warn("{}-{} offset {} is not a cart: {}", record.topic(), record.partition(), record.offset(),
                    e.getMessage());
        }
    }
}
