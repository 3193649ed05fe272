package io.tillstream.quickstart.dev;

import java.util.List;

import picocli.CommandLine.Option;

import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.embedded.Ports;

/// Where everything listens, on 127.0.0.1. PostgreSQL and Redis keep off the ports that others of theirs usually have.
public final class DevPorts {

    @Option(names = "--port", paramLabel = "PORT", description = "the shop's HTTP API (default: 8080)")
    int api = 8080;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka (default: 9092)")
    int kafka = 9092;

    @Option(names = "--registry-port", paramLabel = "PORT", description = "schema registry (default: 8081)")
    int registry = 8081;

    @Option(names = "--database-port", paramLabel = "PORT", description = "PostgreSQL (default: 15432)")
    int database = 15432;

    @Option(names = "--redis-port", paramLabel = "PORT", description = "Redis (default: 16379)")
    int redis = 16379;

    @Option(names = "--stripe-port", paramLabel = "PORT", description = "Stripe simulator (default: 12111)")
    int stripe = 12111;

    /// Free ones.
    public static DevPorts any() {
        var any = new DevPorts();
        any.api = any.kafka = any.registry = any.database = any.redis = any.stripe = 0;
        return any;
    }

    private record Wanted(int port, String part, String option) {}

    private List<Wanted> wanted() {
        return List.of(new Wanted(api, "the shop's HTTP API", "--port"), new Wanted(kafka, "Kafka", "--kafka-port"),
                new Wanted(registry, "the schema registry", "--registry-port"),
                new Wanted(database, "PostgreSQL", "--database-port"), new Wanted(redis, "Redis", "--redis-port"),
                new Wanted(stripe, "the Stripe simulator", "--stripe-port"));
    }

    /// @throws Failure that names the first port that somebody else has, or that two parts were given
    void requireFree() {
        for (Wanted one : wanted()) {
            for (Wanted other : wanted()) {
                if (!one.equals(other) && one.port == other.port && one.port != 0) {
                    throw new Failure("Port %d was given to %s and to %s; change %s or %s".formatted(one.port, one.part,
                            other.part, one.option, other.option));
                }
            }
            if (one.port != 0 && Ports.isTaken(one.port)) {
                throw new Failure("Port %d, for %s, is taken; stop who has it, or choose another with %s PORT"
                        .formatted(one.port, one.part, one.option));
            }
        }
    }
}
