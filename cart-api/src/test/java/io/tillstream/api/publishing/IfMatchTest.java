package io.tillstream.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void takesTheTagOfACart() {
        assertThat(IfMatch.version("\"7\"")).isEqualTo(7);
        assertThat(IfMatch.version("\"7.00ab12cd\"")).isEqualTo(7);
        assertThat(IfMatch.version("*")).isNull();
        assertThat(IfMatch.version(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "W/\"7\"", "\"\"", "\"a\"", "\"-1\"", "\"7\", \"8\"", "\"9999999999999999999\""})
    void refusesEverythingElse(String header) {
        assertThatThrownBy(() -> IfMatch.version(header)).hasMessageStartingWith("if_match_invalid");
    }
}
