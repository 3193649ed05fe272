package io.tillstream.stripesimulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// How a simulator runs.
///
/// @param port 0 takes any free port
/// @param dataDirectory where the journal lies, created when missing; null keeps everything in memory
/// @param seed makes ids reproducible: the same calls in the same order get the same ids
/// @param clock beneath the virtual one, which can be moved while it runs
/// @param apiKeys the only keys let in; empty lets in every key that begins with `sk_test_`. Each key is an account
/// @param requestsPerSecond above it the answer is 429; 0 is without limit
/// @param publicUri where buyers reach the simulator's pages, without a slash at the end; null is its own address
/// @param eventsKept how many events can be listed and retrieved, the newest; older ones are forgotten
public record Settings(String host, int port, @Nullable Path dataDirectory, long seed, InstantSource clock,
        Set<String> apiKeys, int requestsPerSecond, @Nullable URI publicUri, List<Webhook> webhooks, int eventsKept) {

    /// An endpoint that gets every event of every account.
    ///
    /// @param secret that signs them, `whsec_...`
    public record Webhook(URI url, String secret) {

        public Webhook {
            EndpointRequest.requireHttp(url);
        }
    }

    private static final int EVENTS_KEPT = 20_000;

    static final String KEY_PREFIX = "sk_test_";

    public Settings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
        }
        if (requestsPerSecond < 0) {
            throw new IllegalArgumentException("requestsPerSecond must not be negative, but is " + requestsPerSecond);
        }
        if (eventsKept < 1) {
            throw new IllegalArgumentException("eventsKept must be at least 1, but is " + eventsKept);
        }
        apiKeys = Set.copyOf(apiKeys);
        webhooks = List.copyOf(webhooks);
        if (!apiKeys.stream().allMatch(key -> key.startsWith(KEY_PREFIX))) {
            throw new IllegalArgumentException("every API key must begin with " + KEY_PREFIX);
        }
    }

    /// Any port of 127.0.0.1, in memory, seed 1, the system's clock, every test key, no rate limit, no webhooks,
    /// 20,000 events.
    public static Settings defaults() {
        return new Settings("127.0.0.1", 0, null, 1, InstantSource.system(), Set.of(), 0, null, List.of(),
                EVENTS_KEPT);
    }

    public Settings withHost(String newHost) {
        return new Settings(newHost, port, dataDirectory, seed, clock, apiKeys, requestsPerSecond, publicUri,
                webhooks, eventsKept);
    }

    public Settings withPort(int newPort) {
        return new Settings(host, newPort, dataDirectory, seed, clock, apiKeys, requestsPerSecond, publicUri,
                webhooks, eventsKept);
    }

    public Settings withDataDirectory(@Nullable Path newDirectory) {
        return new Settings(host, port, newDirectory, seed, clock, apiKeys, requestsPerSecond, publicUri,
                webhooks, eventsKept);
    }

    public Settings withSeed(long newSeed) {
        return new Settings(host, port, dataDirectory, newSeed, clock, apiKeys, requestsPerSecond, publicUri,
                webhooks, eventsKept);
    }

    public Settings withClock(InstantSource newClock) {
        return new Settings(host, port, dataDirectory, seed, newClock, apiKeys, requestsPerSecond, publicUri,
                webhooks, eventsKept);
    }

    public Settings withApiKeys(Set<String> newKeys) {
        return new Settings(host, port, dataDirectory, seed, clock, newKeys, requestsPerSecond, publicUri,
                webhooks, eventsKept);
    }

    public Settings withRequestsPerSecond(int newLimit) {
        return new Settings(host, port, dataDirectory, seed, clock, apiKeys, newLimit, publicUri,
                webhooks, eventsKept);
    }

    public Settings withPublicUri(@Nullable URI newUri) {
        return new Settings(host, port, dataDirectory, seed, clock, apiKeys, requestsPerSecond, newUri, webhooks,
                eventsKept);
    }

    public Settings withWebhooks(List<Webhook> newWebhooks) {
        return new Settings(host, port, dataDirectory, seed, clock, apiKeys, requestsPerSecond, publicUri,
                newWebhooks, eventsKept);
    }

    public Settings withEventsKept(int newLimit) {
        return new Settings(host, port, dataDirectory, seed, clock, apiKeys, requestsPerSecond, publicUri,
                webhooks, newLimit);
    }
}
