package io.tillstream.abandonment;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;

import io.tillstream.abandonment.activity.ActivityTopology;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.TopicCatalogue;
import io.tillstream.schemas.Topics;

/// Puts the Streams app together. It follows every cart's activity; timers and recovery messages are not there yet.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AbandonmentSettings.class)
@EnableScheduling
public class Abandonment {

    private static final String APPLICATION = "abandonment";

    public static void main(String[] args) {
        builder().run(args);
    }

    /// @param settings over those of `abandonment-streams.yml` and the environment
    public static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return builder()
                .initializers(context -> context.getEnvironment().getPropertySources()
                        .addFirst(new MapPropertySource("start", settings)))
                .run();
    }

    private static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(Abandonment.class).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=abandonment-streams");
    }

    @Bean(destroyMethod = "close")
    AvroCodec avroCodec(AbandonmentSettings settings) {
        return new AvroCodec(settings.registryUrl());
    }

    @Bean
    Running streams(AbandonmentSettings settings, AvroCodec codec) {
        TopicCatalogue.createMissing(settings.bootstrapServers());
        var topology = ActivityTopology.topology(AvroSerde.of(Topics.CART_EVENTS, codec));
        return new Running(new KafkaStreams(topology, properties(settings)));
    }

    @Bean
    Health health(AbandonmentSettings settings, Running running) {
        return new Health(settings.healthFile(), running.streams());
    }

    private static Properties properties(AbandonmentSettings settings) {
        var properties = new Properties();
        properties.putAll(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.consumerPrefix("session.timeout.ms"), 10_000, StreamsConfig.STATE_DIR_CONFIG,
                settings.abandonment().stateDir().toString(), StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                settings.abandonment().threads(),
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class));
        return properties;
    }

    /// Kafka Streams with the life of the application.
    record Running(KafkaStreams streams) implements SmartLifecycle {

        @Override
        public void start() {
            streams.start();
        }

        @Override
        public void stop() {
            streams.close(Duration.ofSeconds(10));
        }

        @Override
        public boolean isRunning() {
            return streams.state().isRunningOrRebalancing();
        }
    }
}
