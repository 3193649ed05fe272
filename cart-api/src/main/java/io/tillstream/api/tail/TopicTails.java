package io.tillstream.api.tail;

import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

import io.tillstream.api.settings.ApiSettings;
import io.tillstream.schemas.Topic;

/// Reads all partitions of a topic from their end: no group, no commits, no history. For news that is worth something only to whoever waits now;
/// nobody may depend on it, because what happens while an instance starts is not seen.
@Component
public class TopicTails {

    private final ConsumerFactory<String, byte[]> consumers;
    private final String instance;

    TopicTails(ConsumerFactory<String, byte[]> consumers, ApiSettings settings) {
        this.consumers = consumers;
        this.instance = settings.instance();
    }

    /// A container for Spring to start and stop. A record that the reader throws on is logged and skipped.
    public KafkaMessageListenerContainer<String, byte[]> of(Topic<?> topic,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        var ends = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartitionOffset(topic.name(), partition, SeekPosition.END))
                .toArray(TopicPartitionOffset[]::new);
        var properties = new ContainerProperties(ends);
        properties.setClientId(instance + "-tail-" + topic.name());
        properties.setAckMode(AckMode.MANUAL);
        properties.setKafkaConsumerProperties(settings());
        properties.setMessageListener((MessageListener<String, byte[]>) reader::accept);
        var container = new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName("tail-" + topic.name());
        container.setCommonErrorHandler(new DefaultErrorHandler(new FixedBackOff(0, 0)));
        return container;
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "250");
        return settings;
    }
}
