package io.tillstream.stripesimulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a simulator until the process ends. Exit code 1 when it cannot start, 2 for a wrong command line.
@Command(name = "stripe-simulator", sortOptions = false, description = "Answers like Stripe's payments API, for tests and demos.")
public final class StripeSimulatorCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    boolean help;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "12111", description = "Port, 0 for any free one (${DEFAULT-VALUE}).")
    int port;

    @Option(names = "--data", description = "Directory of the journal. Without it everything is in memory.")
    @Nullable
    Path data;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the ids (${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--api-key", description = "Lets in only this key, repeatable. Default: every sk_test_ key.")
    Set<String> apiKeys = new LinkedHashSet<>();

    @Option(names = "--requests-per-second", defaultValue = "0", description = "Answers 429 above it, 0 for no limit (${DEFAULT-VALUE}).")
    int requestsPerSecond;

    @Option(names = "--public-url", description = "Where buyers reach the 3D Secure page. Default: where it listens.")
    @Nullable
    URI publicUri;

    @Option(names = "--webhook", description = "Sends every event there, repeatable.")
    List<URI> webhooks = new ArrayList<>();

    @Option(names = "--webhook-secret", defaultValue = "whsec_simulator", description = "Signs what --webhook sends (${DEFAULT-VALUE}).")
    String webhookSecret = "whsec_simulator";

    @Option(names = "--events-kept", defaultValue = "20000", description = "Forgets older events (${DEFAULT-VALUE}).")
    int eventsKept;

    public static void main(String[] args) {
        System.exit(new CommandLine(new StripeSimulatorCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        var simulator = start(settings());
        if (simulator == null) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        commandLine().getOut().println("Stripe simulator listens on " + simulator.uri());
        commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private Settings settings() {
        try {
            return Settings.defaults().withHost(host).withPort(port).withDataDirectory(data).withSeed(seed)
                    .withApiKeys(apiKeys).withRequestsPerSecond(requestsPerSecond).withPublicUri(publicUri)
                    .withWebhooks(webhooks.stream().map(url -> new Settings.Webhook(url, webhookSecret)).toList())
                    .withEventsKept(eventsKept);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(commandLine(), e.getMessage(), e);
        }
    }

    private @Nullable StripeSimulator start(Settings settings) {
        try {
            return StripeSimulator.start(settings);
        } catch (IOException e) {
            commandLine().getErr().println("Cannot start on port %d: %s".formatted(port, e.getMessage()));
            return null;
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec.commandLine();
    }
}
