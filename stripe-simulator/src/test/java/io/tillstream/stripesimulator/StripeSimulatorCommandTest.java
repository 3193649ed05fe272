package io.tillstream.stripesimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StripeSimulatorCommandTest {

    private static final String FORM = "amount=500&currency=eur&payment_method_types[]=card&confirm=true"
            + "&payment_method=pm_card_visa";

    @ParameterizedTest
    @ValueSource(strings = {"--prot", "--port=x", "--port=70000", "--seed=", "--api-key=sk_live_1",
            "--requests-per-second=-1", "--events-kept=0", "--webhook=ftp://shop.example/", "--webhook=nowhere",
            "surplus"})
    void endsWith2ForAWrongCommandLine(String argument) {
        var errors = new StringWriter();

        int exit = new CommandLine(new StripeSimulatorCommand()).setErr(new PrintWriter(errors)).execute(argument);

        assertThat(exit).isEqualTo(2);
        assertThat(errors.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void endsWith1WhenThePortIsTaken() throws IOException {
        var errors = new StringWriter();
        try (var other = StripeSimulator.start(Settings.defaults())) {
            int exit = new CommandLine(new StripeSimulatorCommand()).setErr(new PrintWriter(errors))
                    .execute("--port", "" + other.uri().getPort());
            assertThat(exit).isEqualTo(1);
        }
        assertThat(errors.toString()).startsWith("Cannot start on port ");
    }

    @Test
    void whatWasAnsweredSurvivesAKill(@TempDir Path directory) throws Exception {
        var answered = Collections.synchronizedList(new ArrayList<String>());
        var process = start(directory);
        // also when it hangs without a word
        CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var http = HttpClient.newHttpClient()) {
            try {
                var uri = address(process);
                for (int caller = 0; caller < 8; caller++) {
                    threads.execute(() -> payUntilItBreaks(http, uri, answered));
                }
                Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> answered.size() > 500);
                assertThatThrownBy(() -> StripeSimulator.start(Settings.defaults().withDataDirectory(directory)))
                        .hasMessageContaining("is used by another simulator");
            } finally {
                process.destroyForcibly();
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (var again = new SimulatorFixture(Settings.defaults().withDataDirectory(directory))) {
            var charged = again.ledger().filter(row -> row.get("successful_charges").asInt() == 1)
                    .map(row -> row.get("id").asString()).collect(Collectors.toSet());
            assertThat(charged).containsAll(Set.copyOf(answered));
        }
    }

    private static void payUntilItBreaks(HttpClient http, URI uri, List<String> answered) {
        try {
            while (true) {
                var request = HttpRequest.newBuilder(uri.resolve(SimulatorFixture.INTENTS))
                        .header("Authorization", "Bearer sk_test_1").POST(BodyPublishers.ofString(FORM));
                HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
                answered.add(SimulatorFixture.json(response).get("id").asString());
            }
        } catch (IOException | InterruptedException killed) {
            // what the test waits for
        }
    }

    private static Process start(Path directory) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), StripeSimulatorCommand.class.getName(), "--port", "0", "--data",
                directory.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static URI address(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        var line = output.readLine();
        assertThat(line).startsWith("Stripe simulator listens on http://127.0.0.1:");
        return URI.create(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void settingsHaveTheirDefaultsAndBounds() {
        var settings = Settings.defaults();

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isZero();
        assertThat(settings.dataDirectory()).isNull();
        assertThat(settings.apiKeys()).isEmpty();
        assertThat(settings.requestsPerSecond()).isZero();
        assertThat(settings.publicUri()).isNull();
        assertThat(settings.webhooks()).isEmpty();
        assertThat(settings.eventsKept()).isEqualTo(20_000);
        assertThatThrownBy(() -> settings.withPort(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> settings.withApiKeys(Set.of("pk_test_1"))).hasMessageContaining("sk_test_");
    }
}
