package io.tillstream.api.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    @Test
    void goesOnWithATraceThatCameIn() {
        var incoming = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(TraceParent.continued(incoming, new Random(1))).isEqualTo(incoming);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
    void beginsATraceWhereNoneCameIn(@Nullable String incoming) {
        assertThat(TraceParent.continued(incoming, new Random(1)))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").isNotEqualTo(incoming);
    }
}
