package io.tillstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

class TillstreamTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsTheCommandsWhenGivenNone() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("dev", "tail", "catalog");
    }

    @Test
    void namesACommandThatItDoesNotKnow() {
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown command frobnicate");
    }

    @Test
    void namesAnOptionThatItDoesNotKnow() {
        assertThat(run("dev", "--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("--colour");
    }

    @Test
    void saysInOneLineWhatFailed() {
        assertThat(run("catalog", "import", "missing.csv")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("tillstream: There is no file missing.csv");
    }

    private int run(String... arguments) {
        return Tillstream.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
