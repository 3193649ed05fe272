package io.tillstream.quickstart.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.tillstream.api.CartApi;
import io.tillstream.checkout.CheckoutProcessor;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.bench.Report.Measured;
import io.tillstream.quickstart.dev.DevLog;
import io.tillstream.quickstart.dev.DevPorts;
import io.tillstream.quickstart.dev.DevStack;
import io.tillstream.quickstart.dev.Parts;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.SchemaRegistration;

@Command(name = "flash-sale", mixinStandardHelpOptions = true, description = {
        "How many checkouts of one hot SKU a second: the textbook's transaction per checkout, PostgreSQL's own limit, and Tillstream.",
        "", "Starts everything it needs, in a directory that it deletes; takes about three minutes."})
final class FlashSaleCommand implements Callable<Integer> {

    @Option(names = "--checkouts", paramLabel = "N", defaultValue = "20000", description = "checkouts per run; the textbook gets a tenth (default: ${DEFAULT-VALUE})")
    private int checkouts;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "measured runs of each; the median counts (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--json", description = "print one line of JSON instead of the table: rates per second")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("tillstream-bench-");
        System.setProperty("spring.main.register-shutdown-hook", "false");
        DevLog.open(directory);
        try (var stack = new DevStack(line -> System.err.println(line))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stack.close();
                FileUtils.deleteQuietly(directory.toFile());
            }, "stop"));
            var parts = Parts.start(stack, directory, DevPorts.any());
            SchemaRegistration.register(parts.registry().url());
            var report = measure(parts);
            System.out.println(json ? report.json() : heading() + "\n\n" + report.table());
        }
        return 0;
    }

    private Report measure(Parts parts) throws Exception {
        var settings = new HashMap<String, Object>(parts.settings());
        settings.remove("tillstream.stripe.requests-per-second"); // then it is what Stripe allows with a test key: 25
        settings.put("tillstream.secret", "a benchmark has nothing to hide from anybody");
        settings.put("server.port", 0);
        CheckoutProcessor.start(settings).close(); // makes tables and topics
        try (var database = pool(parts); var codec = new AvroCodec(parts.registry().url())) {
            var jdbc = new JdbcTemplate(database);
            Contender tillstream = sale -> {
                try (var processor = CheckoutProcessor.start(settings); var api = CartApi.start(settings)) {
                    return new Pipeline(parts.kafka().bootstrapServers(), codec, jdbc).run(sale);
                }
            };
            var contenders = List.of(
                    new Race("textbook: a transaction per checkout", checkouts / 10, new Textbook(database, codec),
                            jdbc),
                    new Race("limit: batches of 500, no Kafka", checkouts, new BareLimit(database, codec), jdbc),
                    new Race("Tillstream: from Kafka to Kafka", checkouts, tillstream, jdbc));
            for (int run = 0; run <= runs; run++) { // the first warms up
                for (var each : contenders) {
                    each.run(run > 0);
                }
            }
            return new Report(contenders.get(0).measured(), contenders.get(1).measured(),
                    contenders.get(2).measured());
        }
    }

    private static HikariDataSource pool(Parts parts) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(parts.database().jdbcUrl());
        pool.setUsername(parts.database().user());
        pool.setPassword(parts.database().password());
        pool.setMaximumPoolSize(Textbook.CONNECTIONS);
        return new HikariDataSource(pool);
    }

    private String heading() {
        return "Flash sale: everybody buys one hot SKU and one of 100 others. Median of %d runs, after one to warm up.%n%d cores, Java %s, PostgreSQL with fsync, Kafka %s, all on this machine."
                .formatted(runs, Runtime.getRuntime().availableProcessors(), Runtime.version(),
                        AppInfoParser.getVersion());
    }

    /// One contender and its runs.
    private static final class Race {

        private final String name;
        private final int checkouts;
        private final Contender contender;
        private final JdbcTemplate jdbc;
        private final List<Double> seconds = new ArrayList<>();
        private Map<String, Integer> rows = Map.of();
        private Map<String, Integer> events = Map.of();

        Race(String name, int checkouts, Contender contender, JdbcTemplate jdbc) {
            this.name = name;
            this.checkouts = checkouts;
            this.contender = contender;
            this.jdbc = jdbc;
        }

        void run(boolean measured) throws Exception {
            var sale = Sale.open(jdbc, checkouts);
            jdbc.execute("checkpoint");
            var run = contender.run(sale);
            System.err.printf(Locale.ROOT, "  %-38s %,7d in %6.2f s, %,8.0f/s%s%n", name, checkouts, run.seconds(),
                    checkouts / run.seconds(), measured ? "" : ", to warm up");
            rows = Rows.of(jdbc, sale);
            events = run.events();
            if (rows.getOrDefault("orders", 0) != checkouts) {
                throw new Failure("%s made %s of %d checkouts".formatted(name, rows, checkouts));
            }
            if (measured) {
                seconds.add(run.seconds());
            }
        }

        Measured measured() {
            return new Measured(name, checkouts, seconds, rows, events);
        }
    }
}
