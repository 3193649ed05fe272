package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.stripe.exception.StripeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

    private SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void runsUnlessItIsSet() throws StripeException {
        var created = simulator.created(500).getCreated();

        assertThat(created).isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(simulator.control("GET", "/clock", "").get("still").asBoolean()).isFalse();
    }

    @Test
    void standsWhereItIsSetAndMovesWhenItIsAdvanced() throws StripeException {
        simulator.setClock("2026-03-01T00:00:00Z");
        assertThat(simulator.created(500).getCreated())
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z").getEpochSecond());

        simulator.advance(Duration.ofDays(1));

        assertThat(simulator.created(500).getCreated())
                .isEqualTo(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond());
        assertThat(simulator.control("GET", "/clock", "").get("now").asString()).isEqualTo("2026-03-02T00:00:00Z");
    }

    @Test
    void keysAreForgottenAfterADayOfIt() {
        String[] form = {"amount", "500", "currency", "eur"};
        var first = simulator.postWith("k", INTENTS, form);
        simulator.advance(Duration.ofHours(23));
        assertThat(header(simulator.postWith("k", INTENTS, form), "Idempotent-Replayed")).isEqualTo("true");

        simulator.advance(Duration.ofHours(1));

        var second = simulator.postWith("k", INTENTS, form);
        assertThat(header(second, "Idempotent-Replayed")).isEmpty();
        assertThat(second.body()).isNotEqualTo(first.body());
    }

    @Test
    void isWhereItWasAfterARestart(@TempDir Path directory) throws StripeException {
        simulator.close();
        var settings = Settings.defaults().withDataDirectory(directory);
        simulator = new SimulatorFixture(settings);
        simulator.setClock("2026-03-01T00:00:00Z");
        var id = simulator.intents().confirm(
                simulator.intents().create(SimulatorFixture.euros(500).setCurrency("usd").build()).getId(),
                SimulatorFixture.paying("pm_usBankAccount_success")).getId();
        simulator.close();

        simulator = new SimulatorFixture(settings);
        assertThat(simulator.control("GET", "/clock", "").get("now").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(simulator.intents().retrieve(id).getStatus()).isEqualTo("processing");
        simulator.advance(Duration.ofSeconds(10));

        assertThat(simulator.intents().retrieve(id).getStatus()).isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|400", "{\"advance\":\"-PT1S\"}|400", "{\"advance\":\"soon\"}|400",
            "{\"now\":\"2020-01-01T00:00:00Z\"}|409",
            "{\"now\":\"2090-01-01T00:00:00Z\",\"advance\":\"PT1S\"}|400"})
    void refusesMovesThatCannotBe(String move, int status) throws StripeException {
        simulator.created(500);

        assertThat(simulator.send(simulator.anonymous("/_control/clock").POST(BodyPublishers.ofString(move)))
                .statusCode()).isEqualTo(status);
    }
}
