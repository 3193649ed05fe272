package io.tillstream.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.api.problem.ProblemException;

class PreferTest {

    @ParameterizedTest
    @ValueSource(strings = {"wait=7", "WAIT=7", "wait = 7", "wait=\"7\"", "respond-async, wait=7", "wait=7; foo=bar",
            "foo=\"a,wait=9\", wait=7", "wait=7, wait=9"})
    void findsTheWait(String header) {
        assertThat(Prefer.wait(List.of(header))).contains(Duration.ofSeconds(7));
    }

    @Test
    void findsTheWaitInAnyOfSeveralHeaders() {
        assertThat(Prefer.wait(List.of("respond-async", "wait=7"))).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "respond-async", "waiting=7", "return=minimal; wait=7"})
    void ignoresOtherPreferences(String header) {
        assertThat(Prefer.wait(List.of(header))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "wait=", "wait=0", "wait=31", "wait=-1", "wait=1.5", "wait=x", "wait=99999999999"})
    void refusesAWaitThatIsNotOneToThirtySeconds(String header) {
        assertThatThrownBy(() -> Prefer.wait(List.of(header))).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("prefer_invalid");
    }
}
