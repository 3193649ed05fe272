package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Random random = new Random(1);

    private long longest(int failures) {
        return IntStream.range(0, 2_000).mapToObj(_ -> Backoff.pauseAfter(failures, random))
                .mapToLong(Duration::toMillis).max().orElseThrow();
    }

    @Test
    void doublesItsCeilingUpToTenSeconds() {
        assertThat(longest(1)).isBetween(390L, 400L);
        assertThat(longest(2)).isBetween(780L, 800L);
        assertThat(longest(6)).isBetween(9_900L, 10_000L);
        assertThat(longest(1_000_000)).isBetween(9_900L, 10_000L);
    }

    @Test
    void spreadsItsPausesFromTheShortestOn() {
        assertThat(IntStream.range(0, 2_000).mapToObj(_ -> Backoff.pauseAfter(9, random))).allMatch(
                pause -> pause.compareTo(Duration.ofMillis(200)) >= 0)
                .anyMatch(pause -> pause.compareTo(Duration.ofMillis(400)) < 0);
    }
}
