package io.tillstream.abandonment;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where everything is.
///
/// @param healthFile where it says every few seconds whether all goes well; null: nowhere
@ConfigurationProperties("tillstream")
record AbandonmentSettings(@Nullable Kafka kafka, @Nullable Registry registry, @DefaultValue State abandonment,
        @Nullable Path healthFile) {

    /// @param bootstrapServers such as `localhost:9092`
    record Kafka(@Nullable String bootstrapServers) {}

    /// @param url Apicurio's core API, such as `http://localhost:8081/apis/registry/v3`
    record Registry(@Nullable URI url) {}

    /// @param stateDir where local state lies; it is restored from Kafka when it is lost
    /// @param threads  stream threads of this process
    record State(@DefaultValue("tillstream-state") Path stateDir, @DefaultValue("1") int threads) {}

    String bootstrapServers() {
        return required("tillstream.kafka.bootstrap-servers", kafka == null ? null : kafka.bootstrapServers(),
                "localhost:9092");
    }

    URI registryUrl() {
        return required("tillstream.registry.url", registry == null ? null : registry.url(),
                "http://localhost:8081/apis/registry/v3");
    }

    private static <T> T required(String key, @Nullable T value, String example) {
        if (value == null) {
            throw new IllegalArgumentException("%s is not set: set it, for example to %s".formatted(key, example));
        }
        return value;
    }
}
