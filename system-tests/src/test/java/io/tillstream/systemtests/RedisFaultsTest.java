package io.tillstream.systemtests;

import static io.tillstream.systemtests.Storefront.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.RedisClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void readsGoOnAndTheViewRepairsItself() throws Exception {
        var redis = EmbeddedCache.start(directory, 0);
        int port = redis.url().getPort();
        try (var shop = new Shop();
                var front = new Storefront(shop, Map.of("tillstream.redis.url", redis.url().toString()));
                var tables = Storefront.ofTables(shop);
                var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var sku = shop.sells("shirt", 2_000, 1_000_000);
            var carts = new ArrayList<Cart>();
            for (int i = 0; i < CARTS; i++) {
                carts.add(i % 2 == 0 ? front.guestsCart() : front.usersCart("user-" + port + "-" + i));
            }
            var load = load(workers, front, carts, sku);
            try {
                goesOn();
                signal("STOP");
                goesOn();
                signal("CONT");
                goesOn();
                snapshot(port);
                goesOn();
                redis.close();
                goesOn();
                redis = EmbeddedCache.start(directory, port); // with the snapshot
                goesOn();
                Files.delete(directory.resolve("dump.rdb"));
                kill(redis);
                goesOn();
                redis = EmbeddedCache.start(directory, port); // empty
                goesOn();
            } finally {
                over.set(true);
            }
            for (var each : load) {
                each.get();
            }
            isRepaired(carts, front, tables);

            // what nobody touches any more comes from a snapshot that is older than its last change
            snapshot(port);
            for (var cart : carts) {
                assertThat(front.add(cart, sku, 1).statusCode()).isEqualTo(200);
            }
            isRepaired(carts, front, tables);
            redis.close();
            redis = EmbeddedCache.start(directory, port);
            for (var cart : carts) {
                assertThat(front.read(cart)).as("from the first read on").isEqualTo(tables.read(cart));
            }
            isRepaired(carts, front, tables);
        } finally {
            redis.close();
        }
    }

    private List<Future<?>> load(ExecutorService workers, Storefront front, List<Cart> carts, String sku) {
        var load = new ArrayList<Future<?>>();
        for (int i = 0; i < 3; i++) {
            load.add(workers.submit(until(() -> {
                var added = front.add(any(carts), sku, 1);
                assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
                return changes.incrementAndGet();
            })));
            load.add(workers.submit(until(() -> {
                var read = front.call("GET", any(carts), "", null);
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

    private static Cart any(List<Cart> carts) {
        return carts.get(ThreadLocalRandom.current().nextInt(carts.size()));
    }

    /// Through whatever has just happened, as fast as may be asked of a shop without its cache.
    private void goesOn() {
        int changed = changes.get();
        int read = reads.get();
        Awaitility.await("reads and changes go on").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> changes.get() > changed + 20 && reads.get() > read + 40);
    }

    /// Redis has all carts as PostgreSQL has them, and they are what is shown.
    private static void isRepaired(List<Cart> carts, Storefront front, Storefront tables) throws Exception {
        for (var cart : carts) {
            var stored = tables.read(cart);
            Eventually.that("the cart of PostgreSQL", () -> front.read(cart).equals(stored));
        }
        assertThat(json(front.send("GET", "/health", null)).get("redis").asString()).isEqualTo("up");
    }

    private static void snapshot(int port) {
        var client = RedisClient.create("redis://127.0.0.1:" + port);
        try (var connection = client.connect()) {
            assertThat(connection.sync().save()).isEqualTo("OK");
        } finally {
            client.shutdown();
        }
    }

    private void kill(EmbeddedCache redis) throws IOException, InterruptedException {
        signal("KILL");
        redis.close();
    }

    private void signal(String name) throws IOException, InterruptedException {
        var pid = Files.readAllLines(directory.resolve("redis.pid")).getFirst();
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }
}
