package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.event.OrderEvent;
import io.tillstream.quickstart.Addresses;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// The whole shop in one JVM, which is killed with kill -9 while it is full of checkouts, and started again. `-Dcheckouts=N` sets how many.
/// It has parts of its own, those of `dev`, whatever the backend of the other tests.
class KilledShopTest {

    private static final int CHECKOUTS = Integer.getInteger("checkouts", 250);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final AtomicReference<Process> process = new AtomicReference<>();
    private final Map<String, Integer> ports = ports();

    @AfterEach
    void end() throws InterruptedException {
        var running = process.get();
        if (running != null) {
            running.destroy();
            running.waitFor(40, TimeUnit.SECONDS);
            running.destroyForcibly();
        }
    }

    @Test
    void everyAcceptedCheckoutHasOneOutcomeAndOneCharge() throws Exception {
        start();
        var shop = Addresses.read(data());
        int stock = stock();
        var accepted = new ConcurrentLinkedQueue<Buyer.Accepted>();
        var threads = Executors.newFixedThreadPool(24);
        try (var http = HttpClient.newHttpClient()) {
            var buyer = new Buyer(http, URI.create("http://127.0.0.1:" + ports.get("--port")));
            var buying = new ArrayList<Future<?>>();
            for (int i = 0; i < CHECKOUTS; i++) {
                buying.add(threads.submit(() -> accepted.add(buyer.buys("HEAP", 1))));
            }
            Eventually.that("a third of the checkouts", () -> accepted.size() >= CHECKOUTS / 3);
            process.get().destroyForcibly().waitFor();
            int before = accepted.size();
            start();
            for (var each : buying) {
                each.get(3, TimeUnit.MINUTES);
            }
            System.out.printf("killed with %d of %d checkouts accepted%n", before, CHECKOUTS);
        } finally {
            threads.shutdownNow();
        }
        var carts = accepted.stream().map(Buyer.Accepted::cart).toArray(String[]::new);
        var database = database(shop);
        Eventually.that("all orders confirmed",
                () -> count(database,
                        "select count(*) from orders where status = 'CONFIRMED' and cart_id = any(?::uuid[])",
                        carts) == CHECKOUTS);

        assertThat(count(database, "select count(*) from orders where cart_id = any(?::uuid[])", carts))
                .as("one order a cart").isEqualTo(CHECKOUTS);
        assertThat(count(database,
                "select count(*) from command_outcome where order_id is not null and status = 'accepted' and subject = any(?)",
                carts))
                .as("one outcome a checkout").isEqualTo(CHECKOUTS);
        assertThat(database.queryForObject("select stock from product_variant where sku = 'HEAP'", Integer.class))
                .as("stock").isEqualTo(stock - CHECKOUTS);
        assertThat(database.queryForObject("select sum(change) from stock_movement where sku = 'HEAP'", Integer.class))
                .as("movements").isEqualTo(stock - CHECKOUTS);
        charges(carts);
        events(shop, carts);
    }

    /// The simulator's ledger: each order was charged once, and its amount.
    private void charges(String[] carts) throws IOException, InterruptedException {
        var charged = new HashMap<String, Integer>();
        try (var http = HttpClient.newHttpClient()) {
            var ledger = http.send(
                    HttpRequest
                            .newBuilder(
                                    URI.create("http://127.0.0.1:" + ports.get("--stripe-port") + "/_control/ledger"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            for (var intent : JsonMapper.shared().readTree(ledger).get("payment_intents")) {
                charged.merge(intent.get("metadata").get("cart_id").asString(),
                        intent.get("successful_charges").asInt(), Integer::sum);
                assertThat(intent.get("amount_received").asLong()).isIn(0L, 100L);
            }
        }
        assertThat(List.of(carts)).allSatisfy(cart -> assertThat(charged.get(cart)).isEqualTo(1));
    }

    /// What the data team reads: every order is placed once and confirmed once, in order.
    private static void events(Addresses shop, String[] carts) {
        var byCart = new HashMap<String, List<String>>();
        try (var codec = new AvroCodec(shop.registry())) {
            Reader.read(shop.bootstrap(), Topics.ORDER_EVENTS, codec)
                    .forEach((OrderEvent event) -> byCart.computeIfAbsent(event.getCartId(), _ -> new ArrayList<>())
                            .add(event.getType()));
        }
        assertThat(List.of(carts)).allSatisfy(cart -> assertThat(byCart.get(cart)).containsExactly("order_placed",
                "payment_created", "order_confirmed"));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private int stock() throws IOException, InterruptedException {
        var file = directory.resolve("heap.csv");
        Files.writeString(file,
                "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\nheap,A heap,HEAP,1.00,100000\n");
        var importing = Command.tillstream("catalog", "import", file.toString(), "--data", data().toString())
                .inheritIO()
                .start();
        assertThat(importing.waitFor()).isZero();
        return 100_000;
    }

    private void start() throws IOException {
        var arguments = new ArrayList<>(List.of("dev", "--no-sample", "--data", data().toString()));
        ports.forEach((option, port) -> arguments.addAll(List.of(option, Integer.toString(port))));
        var started = Command.tillstream(arguments.toArray(String[]::new)).redirectErrorStream(true).start();
        process.set(started);
        var lines = started.inputReader();
        var said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("Ready after")) {
                System.out.println(line);
                drain(lines);
                return;
            }
        }
        throw new AssertionError("the shop did not start:\n" + said);
    }

    private static void drain(BufferedReader lines) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
    }

    private static JdbcTemplate database(Addresses shop) {
        return new JdbcTemplate(new DriverManagerDataSource(shop.database()));
    }

    private static int count(JdbcTemplate database, String sql, String[] carts) {
        var count = database.queryForObject(sql, Integer.class, (Object) carts);
        return count == null ? 0 : count;
    }

    private static Map<String, Integer> ports() {
        var ports = new HashMap<String, Integer>();
        for (var option : List.of("--port", "--kafka-port", "--registry-port", "--database-port", "--redis-port",
                "--stripe-port")) {
            try (var socket = new ServerSocket(0)) {
                ports.put(option, socket.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ports;
    }
}
