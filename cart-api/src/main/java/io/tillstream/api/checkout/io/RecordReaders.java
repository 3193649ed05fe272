package io.tillstream.api.checkout.io;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.settings.ApiSettings;
import io.tillstream.schemas.AvroCodec;

@Component
@ConditionalOnProperty("tillstream.page")
class RecordReaders {

    private final ConsumerFactory<String, byte[]> consumers;
    private final AvroCodec codec;
    private final String instance;
    private final AtomicLong count = new AtomicLong();

    RecordReaders(ConsumerFactory<String, byte[]> consumers, AvroCodec codec, ApiSettings settings) {
        this.consumers = consumers;
        this.codec = codec;
        this.instance = settings.instance();
    }

    /// @throws org.apache.kafka.common.KafkaException if Kafka does not answer
    RecordReader open(StatusId checkout, OrderView order) {
        var consumer = consumers.createConsumer(null, instance + "-records-", Long.toString(count.incrementAndGet()),
                settings());
        try {
            return new RecordReader(consumer, codec, checkout, order);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "250");
        settings.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(64 * 1024));
        settings.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        settings.setProperty(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
        return settings;
    }
}
