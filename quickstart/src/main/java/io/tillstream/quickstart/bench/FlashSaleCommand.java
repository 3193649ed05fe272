package io.tillstream.quickstart.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.tillstream.api.CartApi;
import io.tillstream.checkout.CheckoutProcessor;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;
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

    /// The compiler is still at it during the second run.
    private static final int WARM_UPS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--checkouts", paramLabel = "N", defaultValue = "20000", description = "checkouts per run; the textbook gets a tenth (default: ${DEFAULT-VALUE})")
    private int checkouts;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "measured runs of each; the median counts (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--json", description = "print one line of JSON, rates per second; the table goes to standard error")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (checkouts < 10 || runs < 1) {
            throw new ParameterException(spec.commandLine(),
                    "--checkouts must be at least 10, and --runs at least 1");
        }
        // not where the system keeps temporary files: that may be memory, and then fsync costs nothing
        Path directory = Files.createTempDirectory(Where.defaultData().getParent(), ".tillstream-bench-");
        System.setProperty("spring.main.register-shutdown-hook", "false");
        Path log = DevLog.open(directory);
        var failed = new AtomicBoolean();
        try (var stack = new DevStack(line -> System.err.println(line))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stack.close();
                if (!failed.get()) {
                    FileUtils.deleteQuietly(directory.toFile());
                }
            }, "stop"));
            var parts = Parts.start(stack, directory, DevPorts.any());
            SchemaRegistration.register(parts.registry().url());
            var report = measure(parts);
            (json ? System.err : System.out).println("\n" + heading() + "\n\n" + report.table());
            if (json) {
                System.out.println(report.json());
            }
        } catch (Exception e) {
            failed.set(true);
            throw new Failure(Failure.oneLine(e) + "; the log is " + log, e);
        }
        return 0;
    }

    private Report measure(Parts parts) throws Exception {
        var settings = new HashMap<String, Object>(parts.settings());
        settings.remove("tillstream.stripe.requests-per-second"); // then it is Stripe's for a test key
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
            var races = List.of(
                    new Race("textbook: a transaction per checkout", checkouts / 10, new Textbook(database, codec)),
                    new Race("limit: batches of 500, no Kafka", checkouts, new BareLimit(database, codec)),
                    new Race("Tillstream: from Kafka to Kafka", checkouts, tillstream));
            for (int run = -WARM_UPS; run < runs; run++) {
                for (var race : races) {
                    race.run(jdbc, run >= 0);
                }
            }
            return new Report(races.get(0).measured(), races.get(1).measured(), races.get(2).measured());
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
        return "Flash sale: everybody buys one hot SKU and one of 100 others. Median of %d runs, after %d to warm up.%n%d cores, Java %s, PostgreSQL with fsync on, Kafka %s, and everything else on the same machine.%nPayments go on beside it, at the 25 calls a second that Stripe allows a test key."
                .formatted(runs, WARM_UPS, Runtime.getRuntime().availableProcessors(), Runtime.version(),
                        AppInfoParser.getVersion());
    }
}
