package io.tillstream.api.publishing.io;

import java.time.Duration;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.tillstream.api.settings.ApiSettings;
import io.tillstream.schemas.TopicCatalogue;

/// Makes the topics where they are missing, as every service does. Reads need none of them, so a Kafka that is down does not keep the API down.
@Component
final class TopicsAtStart {

    private static final Logger log = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final String servers;
    private final ConfigurableApplicationContext context;

    TopicsAtStart(ApiSettings settings, ConfigurableApplicationContext context) {
        this.servers = settings.kafka().bootstrapServers();
        this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        Thread.ofVirtual().name("topics").start(this::create);
    }

    private void create() {
        while (context.isActive()) {
            try {
                TopicCatalogue.createMissing(servers);
                return;
            } catch (KafkaException e) {
                log.warn("{}; trying again in {} s", e.getMessage(), AGAIN.toSeconds());
                await();
            } catch (IllegalStateException e) {
                log.error("cart-api stops: {}", e.getMessage());
                context.close();
            }
        }
    }

    private static void await() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
