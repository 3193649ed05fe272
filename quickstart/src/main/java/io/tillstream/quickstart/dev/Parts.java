package io.tillstream.quickstart.dev;

import static java.util.Map.entry;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.embedded.EmbeddedCache;
import io.tillstream.quickstart.embedded.EmbeddedDatabase;
import io.tillstream.quickstart.embedded.EmbeddedKafka;
import io.tillstream.quickstart.embedded.EmbeddedRegistry;
import io.tillstream.stripesimulator.Settings;
import io.tillstream.stripesimulator.StripeSimulator;

/// What the services run on.
///
/// @param webhookSecret that the simulator signs its webhooks with; another at each start
public record Parts(EmbeddedDatabase database, EmbeddedKafka kafka, EmbeddedCache cache, EmbeddedRegistry registry,
        StripeSimulator stripe, String webhookSecret) {

    /// The simulator takes every key that begins like a test key.
    private static final String STRIPE_KEY = "sk_test_tillstream";

    /// Starts all side by side; only the registry waits, for its database.
    public static Parts start(DevStack stack, Path data, DevPorts ports) {
        ExecutorService threads = Executors.newCachedThreadPool();
        var secret = "whsec_" + UUID.randomUUID();
        try {
            var database = supply(threads, () -> stack.start("PostgreSQL",
                    () -> EmbeddedDatabase.start(data.resolve("database"), ports.database)));
            var registry = database.thenApplyAsync(storage -> stack.start("Schema registry",
                    () -> EmbeddedRegistry.start(data.resolve("registry"), ports.registry, storage)), threads);
            var kafka = supply(threads,
                    () -> stack.start("Kafka", () -> EmbeddedKafka.start(data.resolve("kafka"), ports.kafka)));
            var cache = supply(threads,
                    () -> stack.start("Redis", () -> EmbeddedCache.start(data.resolve("redis"), ports.redis)));
            var stripe = supply(threads,
                    () -> stack.start("Stripe simulator", () -> StripeSimulator.start(Settings.defaults()
                            .withPort(ports.stripe).withDataDirectory(data.resolve("stripe"))
                            .withWebhooks(webhooks(ports, secret)))));
            return new Parts(database.join(), kafka.join(), cache.join(), registry.join(), stripe.join(),
                    secret);
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        } finally {
            threads.shutdownNow();
        }
    }

    /// To the shop's own service, once that has an address.
    private static List<Settings.Webhook> webhooks(DevPorts ports, String secret) {
        return ports.api == 0
                ? List.of()
                : List.of(new Settings.Webhook(
                        URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(ports.api)), secret));
    }

    private static <P> CompletableFuture<P> supply(ExecutorService threads, Supplier<P> part) {
        return CompletableFuture.supplyAsync(part, threads);
    }

    Addresses addresses() {
        return new Addresses(kafka.bootstrapServers(), registry.url(),
                database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password());
    }

    /// What every service is told about its surroundings.
    public Map<String, Object> settings() {
        return Map.ofEntries(entry("tillstream.kafka.bootstrap-servers", kafka.bootstrapServers()),
                entry("tillstream.registry.url", registry.url().toString()),
                entry("tillstream.database.url", database.jdbcUrl()),
                entry("tillstream.database.user", database.user()),
                entry("tillstream.database.password", database.password()),
                entry("tillstream.redis.url", cache.url().toString()),
                entry("tillstream.stripe.base", stripe.uri().toString()), entry("tillstream.stripe.key", STRIPE_KEY),
                entry("tillstream.stripe.webhook-secrets", webhookSecret),
                entry("tillstream.stripe.requests-per-second", 1_000)); // the simulator has no limit
    }
}
