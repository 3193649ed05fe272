package io.tillstream.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// Whom a guest's guesses are counted for.
class GuessesTest {

    private static final String HERE = "127\\..*|[0:]+1";

    @Test
    void behindAProxyThatIsTrustedGuestsAreCountedEachForThemselves() throws IOException, InterruptedException {
        try (var api = RunningApi
                .start(Map.of("tillstream.guesses-per-client", 1, "tillstream.trusted-proxies", HERE))) {
            assertThat(guessed(api, "203.0.113.1")).isEqualTo(404);
            assertThat(guessed(api, "203.0.113.1")).isEqualTo(429);
            assertThat(guessed(api, "203.0.113.2")).isEqualTo(404);
            assertThat(guessed(api, "198.51.100.7, 203.0.113.2")).as("what a client says of itself").isEqualTo(429);
        }
    }

    @Test
    void whatAnybodySendsMakesNobodyAnotherClient() throws IOException, InterruptedException {
        try (var api = RunningApi.start(Map.of("tillstream.guesses-per-client", 1))) {
            assertThat(guessed(api, "203.0.113.1")).isEqualTo(404);
            assertThat(guessed(api, "203.0.113.2")).isEqualTo(429);
        }
    }

    private static int guessed(ConfigurableApplicationContext api, String forwardedFor)
            throws IOException, InterruptedException {
        return RunningApi.send(api, "POST", "/orders/find", "{\"number\":\"1\",\"email\":\"a@example.com\"}",
                "Content-Type", "application/json", "X-Forwarded-For", forwardedFor).statusCode();
    }
}
