package io.tillstream.stripesimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.tillstream.stripesimulator.http.Server;

class FailureTest {

    @Test
    void anErrorIsAnsweredWith500() throws IOException, InterruptedException {
        try (var server = Server.open("127.0.0.1", 0); var http = HttpClient.newHttpClient()) {
            server.serve(_ -> {
                throw new StackOverflowError("as a test");
            });
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port())).build();

            assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void theAgendaGoesOnAfterAnError() throws InterruptedException {
        try (var agenda = new Agenda(InstantSource.system())) {
            var later = new CountDownLatch(1);
            agenda.start();
            agenda.at(0, () -> {
                throw new StackOverflowError("as a test");
            });
            agenda.at(1, later::countDown);

            assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theAgendaGoesOnAfterItsClockFailed() throws InterruptedException {
        var failing = new AtomicBoolean(true);
        try (var agenda = new Agenda(() -> {
            if (failing.getAndSet(false)) {
                throw new StackOverflowError("as a test");
            }
            return Instant.now();
        })) {
            var later = new CountDownLatch(1);
            agenda.at(0, later::countDown);
            agenda.start();

            assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatCannotBeSentHasFailedAndIsTriedAgain() throws Exception {
        try (var simulator = SimulatorFixture.inMemory()) {
            simulator.control("POST", "/webhook_endpoints", "{\"url\":\"http://127.0.0.1:99999/\"}");
            simulator.control("POST", "/webhook_plan", "{\"retry_after\":\"PT0.01S\"}");
            simulator.created(500);

            Awaitility.await()
                    .until(() -> simulator.control("GET", "/deliveries", "").get("failed_attempts").asInt() > 1);
        }
    }
}
