package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.tillstream.quickstart.embedded.EmbeddedCache;
import io.tillstream.systemtests.Storefront.Cart;

/// Redis stops, hangs, comes back empty or with what it had long ago, while carts are changed and read.
class RedisFaultsTest {

    private static final int CARTS = 16;

    @TempDir
    private Path directory;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Cart> carts = new ArrayList<>();
    private Shop shop;
    private EmbeddedCache redis;
    private RedisClient client;
    private RedisCommands<String, String> commands;
    private Storefront front;
    private Storefront tables;
    private String sku;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop();
        redis = EmbeddedCache.start(directory, 0);
        client = RedisClient.create(redis.url().toString());
        commands = client.connect().sync();
        front = new Storefront(shop, Map.of("tillstream.redis.url", redis.url().toString()));
        tables = Storefront.ofTables(shop);
        sku = shop.sells("shirt", 2_000, 1_000_000);
        for (int i = 0; i < CARTS; i++) {
            carts.add(i % 2 == 0 ? front.guestsCart() : front.usersCart("user-" + sku + i));
        }
    }

    @AfterEach
    void close() throws IOException {
        tables.close();
        front.close();
        client.shutdown();
        redis.close();
        shop.close();
    }

    @Test
    void readsGoOnAndTheViewRepairsItself() throws Exception {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = load(workers);
            try {
                goesOn();
                signal("STOP");
                goesOn();
                signal("CONT");
                goesOn();
                commands.save();
                goesOn();
                restart("TERM");
                Files.delete(directory.resolve("dump.rdb"));
                restart("KILL");
            } finally {
                over.set(true);
            }
            for (var each : load) {
                each.get();
            }
        }
        isRepaired();
    }

    /// No event tells of it any more: they were all read before Redis forgot them.
    @Test
    void aCartThatRedisHasAsItWasLongAgoIsNotShown() throws Exception {
        isRepaired();
        commands.save();
        for (var cart : carts) {
            var key = UUID.randomUUID().toString();
            var body = "{\"sku\":\"%s\",\"quantity\":1}".formatted(sku);
            Eventually.that("one more in the cart", () -> front
                    .call("POST", cart, "/items", body, "Idempotency-Key", key).statusCode() == 200);
        }
        isRepaired();
        redis.close();
        redis = EmbeddedCache.start(directory, redis.url().getPort());
        assertThat(commands.hget("cart:" + carts.getFirst().id(), "v")).isEqualTo("1");

        for (var cart : carts) {
            assertThat(front.read(cart)).as("from the first read on").isEqualTo(tables.read(cart));
        }
        isRepaired();
    }

    /// With the snapshot, if there is one.
    private void restart(String signal) throws IOException, InterruptedException {
        signal(signal);
        redis.close();
        goesOn();
        redis = EmbeddedCache.start(directory, redis.url().getPort());
        goesOn();
    }

    private List<Future<?>> load(ExecutorService workers) {
        var load = new ArrayList<Future<?>>();
        for (int i = 0; i < 3; i++) {
            load.add(workers.submit(until(() -> {
                var added = front.add(any(), sku, 1);
                assertThat(added.statusCode()).as(added.body()).isIn(200, 202);
                return changes.incrementAndGet();
            })));
            load.add(workers.submit(until(() -> {
                var read = front.call("GET", any(), "", null);
                assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
                return reads.incrementAndGet();
            })));
        }
        return load;
    }

    private Callable<Void> until(Callable<?> one) {
        return () -> {
            while (!over.get()) {
                one.call();
            }
            return null;
        };
    }

    private Cart any() {
        return carts.get(ThreadLocalRandom.current().nextInt(carts.size()));
    }

    /// Through whatever has just happened, as fast as may be asked of a shop without its cache.
    private void goesOn() {
        int changed = changes.get();
        int read = reads.get();
        Awaitility.await("reads and changes go on").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> changes.get() > changed + 20 && reads.get() > read + 40);
    }

    /// What is shown is what PostgreSQL has, and after that Redis has it too, in the life that it lives now.
    private void isRepaired() throws Exception {
        for (var cart : carts) {
            Eventually.that("the cart of PostgreSQL", () -> {
                var stored = tables.read(cart);
                return front.read(cart).equals(stored) && isCached(cart, stored);
            });
        }
    }

    private boolean isCached(Cart cart, JsonNode stored) {
        var cached = commands.hgetall("cart:" + cart.id());
        var life = commands.info("server").lines().filter(line -> line.startsWith("run_id:")).findFirst().orElseThrow();
        return stored.get("version").asString().equals(cached.get("v"))
                && String.valueOf(cached.get("e")).startsWith(life.substring("run_id:".length()));
    }

    private void signal(String name) throws IOException, InterruptedException {
        var pid = Files.readAllLines(directory.resolve("redis.pid")).getFirst();
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }
}
