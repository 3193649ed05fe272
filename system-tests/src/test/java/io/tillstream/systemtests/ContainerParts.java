package io.tillstream.systemtests;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import io.tillstream.systemtests.Parts.Cache;
import io.tillstream.systemtests.Parts.Database;
import io.tillstream.systemtests.Parts.Kafka;

/// Containers of the images, and with the settings, that `docker-compose.yml` names.
final class ContainerParts implements Parts.Backend {

    /// Where the broker listens and what it logs: Testcontainers has its own, which it waits for.
    private static final Set<String> NOT_TAKEN = Set.of("KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS",
            "KAFKA_INTER_BROKER_LISTENER_NAME", "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
            "KAFKA_CONTROLLER_QUORUM_VOTERS", "KAFKA_LOG4J_ROOT_LOGLEVEL", "KAFKA_LOG4J_LOGGERS");

    private final Network network;

    /// @throws IllegalStateException if no engine answers
    ContainerParts() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-Dbackend=containers needs a Docker engine, and none answers: start one, set DOCKER_HOST, or leave -Dbackend away");
        }
        network = Parts.closing(Network.newNetwork());
    }

    @Override
    public Kafka kafka() {
        var service = ComposeFile.service("kafka");
        var kafka = new KafkaContainer(image(service));
        service.environment().forEach((name, value) -> {
            if (!NOT_TAKEN.contains(name)) {
                kafka.withEnv(name, value);
            }
        });
        Parts.BROKER.forEach((name, value) -> kafka.withEnv(variable(name), value));
        return new Kafka(started(kafka).getBootstrapServers());
    }

    /// The variable by which the image takes a broker property.
    private static String variable(String property) {
        return "KAFKA_" + property.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public Database database() {
        var service = ComposeFile.service("postgres");
        var postgres = new PostgreSQLContainer(image(service)).withDatabaseName(service.variable("POSTGRES_DB"))
                .withUsername("postgres").withPassword(service.variable("POSTGRES_PASSWORD"))
                .withNetwork(network).withNetworkAliases("postgres")
                // without the fsync=off that Testcontainers would give it
                .withCommand("postgres");
        started(postgres);
        var url = "jdbc:postgresql://%s:%d/%s".formatted(postgres.getHost(), postgres.getMappedPort(5432),
                postgres.getDatabaseName());
        return new Database(url, postgres.getUsername(), postgres.getPassword());
    }

    @Override
    public Cache cache() {
        var service = ComposeFile.service("valkey");
        var valkey = started(
                new GenericContainer<>(image(service)).withCommand(service.command().toArray(String[]::new))
                        .withExposedPorts(6379));
        return new Cache(URI.create("redis://%s:%d".formatted(valkey.getHost(), valkey.getMappedPort(6379))));
    }

    @Override
    public URI registry() {
        var service = ComposeFile.service("registry");
        var registry = started(new GenericContainer<>(image(service)).withEnv(service.environment())
                .withNetwork(network).withExposedPorts(8080, 9000)
                .waitingFor(Wait.forHttp("/health/ready").forPort(9000)));
        return URI.create(
                "http://%s:%d/apis/registry/v3".formatted(registry.getHost(), registry.getMappedPort(8080)));
    }

    private static DockerImageName image(ComposeFile.Service service) {
        return DockerImageName.parse(service.image());
    }

    private static <C extends GenericContainer<?>> C started(C container) {
        container.start();
        return Parts.closing(container);
    }
}
