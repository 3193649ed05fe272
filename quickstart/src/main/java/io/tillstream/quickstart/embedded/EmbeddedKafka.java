package io.tillstream.quickstart.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/// One Kafka broker that is its own controller, inside this JVM.
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /// As below, with no further broker properties.
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /// Returns when the broker takes requests.
    ///
    /// @param directory the broker's log directory; formatted when empty
    /// @param port 0 for any free one; need not be the same at the next start
    /// @param properties broker properties that win over the ones set here
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> properties) {
        Path logs = Directories.create(directory);
        KafkaStorage.formatIfEmpty(logs);
        int listener = Ports.orFree(port);
        var all = new HashMap<String, Object>(BrokerProperties.of(logs, listener, Ports.orFree(0)));
        all.putAll(properties);
        var server = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException | Error e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedKafka(server, "127.0.0.1:" + listener);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /// A clean stop: logs are closed, the next start needs no recovery.
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
