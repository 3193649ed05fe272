package io.tillstream.quickstart.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;
import io.tillstream.quickstart.embedded.Leftovers;
import io.tillstream.schemas.SchemaRegistration;

@Command(name = "dev", mixinStandardHelpOptions = true, description = {
        "Run everything on this machine: Kafka, PostgreSQL, Redis, the schema registry, a Stripe simulator and the shop.",
        "", "Ctrl-C stops it. Its data stays for the next start."})
public final class DevCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(DevCommand.class);

    @Option(names = "--data", paramLabel = "DIR", description = "where the data is kept (default: .tillstream)")
    private Path directory = Where.defaultData();

    @Option(names = "--no-sample", description = "without the sample shop, its codes, shipping zones and taxes; import products of your own")
    private boolean noSample;

    @Option(names = "--fresh", description = "begin with an empty shop: deletes the data of earlier runs")
    private boolean fresh;

    @ArgGroup(validate = false, heading = "%nPorts, all on 127.0.0.1:%n")
    private DevPorts ports = new DevPorts();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (DataDirectory data = DataDirectory.open(directory); DevStack stack = new DevStack(DevCommand::say)) {
            Path log = prepare(data);
            var hook = new Thread(() -> stop(stack), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            System.out.println("Tillstream starts on " + data.path());
            try {
                Parts parts = start(stack, data);
                System.out.printf(Locale.ROOT, "Ready after %.0f s.%n%n%s%n",
                        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0,
                        Welcome.text(parts, ports, log));
            } catch (IOException | RuntimeException e) {
                unhook(hook);
                LOG.error("The start failed", e);
                throw new Failure(Failure.oneLine(e) + "; the log is " + log, e);
            }
            // The hook ends it.
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /// What did not start is stopped without a word; if Ctrl-C was the reason, the hook is at it already.
    private static void unhook(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            hook.join();
        }
    }

    private Path prepare(DataDirectory data) throws IOException {
        // This command stops the services itself, one after the other, and says itself what runs.
        System.setProperty("spring.main.register-shutdown-hook", "false");
        System.setProperty("spring.main.banner-mode", "off");
        System.setProperty("tillstream.programs", data.resolve("programs").toString());
        Leftovers.end(data.resolve("database"), data.resolve("redis"), data.resolve("registry"));
        ports.requireFree();
        if (fresh) {
            data.empty();
        }
        return DevLog.open(data.resolve("logs"));
    }

    private Parts start(DevStack stack, DataDirectory data) throws IOException, InterruptedException {
        Parts parts = Parts.start(stack, data.path(), ports);
        SchemaRegistration.register(parts.registry().url());
        Map<String, Object> settings = settings(parts, data);
        Service.ALL.forEach(service -> stack.start(service.name(), () -> service.starter().start(settings)));
        parts.addresses().write(data.path());
        if (!noSample) {
            SampleShop.importOnce(data, parts.addresses());
        }
        return parts;
    }

    private Map<String, Object> settings(Parts parts, DataDirectory data) throws IOException {
        var settings = new HashMap<String, Object>(parts.settings());
        settings.put("tillstream.secret", data.secret("secret"));
        settings.put("tillstream.users.key", data.secret("users-key"));
        settings.put("tillstream.sign-in", true);
        settings.put("tillstream.instance", "dev-1");
        settings.put("tillstream.abandonment.state-dir", data.resolve("streams").toString());
        settings.put("tillstream.page", true);
        // the address that the page is opened by: of another, the browser would not know its cart
        settings.put("tillstream.stripe.return-url", "http://localhost:%d/".formatted(ports.api));
        settings.put("server.port", ports.api);
        settings.put("server.address", "127.0.0.1");
        return settings;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void stop(DevStack stack) {
        System.out.println();
        System.out.println("Stopping...");
        stack.close();
        System.out.println("Stopped.");
    }
}
