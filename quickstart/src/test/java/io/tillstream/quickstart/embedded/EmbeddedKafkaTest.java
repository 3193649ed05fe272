package io.tillstream.quickstart.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsOverARestartOnAnotherPort() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Broker broker = new Broker(kafka.bootstrapServers());
            broker.createTopic("orders");
            broker.send("orders", "first", "second");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Broker broker = new Broker(kafka.bootstrapServers());
            broker.send("orders", "third");
            assertThat(broker.read("orders")).containsExactly("first", "second", "third");
        }
    }

    @Test
    void offersTheTransactionsThatLanesNeed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                var admin = new Broker(kafka.bootstrapServers()).admin()) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            assertThat(requireNonNull(features.get("transaction.version")).maxVersionLevel()).isEqualTo((short) 2);
        }
    }

    @Test
    void takesTheCallersBrokerProperties() throws Exception {
        var properties = Map.of("log.retention.ms", "1234");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, properties);
                var admin = new Broker(kafka.bootstrapServers()).admin()) {
            var node = new ConfigResource(ConfigResource.Type.BROKER, "1");
            var config = requireNonNull(admin.describeConfigs(List.of(node)).all().get().get(node));
            assertThat(config.get("log.retention.ms").value()).isEqualTo("1234");
            assertThat(config.get("add.partitions.to.txn.retry.backoff.ms").value()).isEqualTo("1");
        }
    }

    @Test
    void stopsWithinSecondsAndFreesItsPort() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        int port = port(kafka);
        assertThat(Ports.isTaken(port)).isTrue();
        long start = System.nanoTime();
        kafka.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(Ports.isTaken(port)).isFalse();
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            int port = port(kafka);
            for (InetAddress other : otherAddresses()) {
                try (ServerSocket free = new ServerSocket(port, 1, other)) {
                    assertThat(free.isBound()).isTrue();
                }
            }
        }
    }

    private static int port(EmbeddedKafka kafka) {
        return URI.create("kafka://" + kafka.bootstrapServers()).getPort();
    }

    private static List<InetAddress> otherAddresses() throws Exception {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).toList();
    }
}
