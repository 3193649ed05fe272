package io.tillstream.quickstart.dev;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import io.tillstream.quickstart.Failure;

class DevPortsTest {

    @Test
    void namesThePortThatIsTakenWhoWantsItAndTheOption() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DevPorts ports = anyFree();
            ports.kafka = other.getLocalPort();
            assertThatThrownBy(ports::requireFree).isInstanceOf(Failure.class)
                    .hasMessageContainingAll("" + other.getLocalPort(), "Kafka", "--kafka-port");
        }
    }

    @Test
    void refusesOnePortForTwoParts() {
        DevPorts ports = anyFree();
        ports.redis = 16001;
        ports.registry = 16001;
        assertThatThrownBy(ports::requireFree).isInstanceOf(Failure.class).hasMessageContainingAll("--redis-port",
                "--registry-port");
    }

    private static DevPorts anyFree() {
        DevPorts ports = new DevPorts();
        ports.api = 0;
        ports.kafka = 0;
        ports.registry = 0;
        ports.database = 0;
        ports.redis = 0;
        ports.stripe = 0;
        return ports;
    }
}
