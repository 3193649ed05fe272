package io.tillstream.quickstart.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tillstream.quickstart.Failure;

class DataDirectoryTest {

    @TempDir
    Path parent;

    private Path directory = Path.of("");

    @BeforeEach
    void placeIt() {
        directory = parent.resolve("data");
    }

    @Test
    void keepsItsSecretsOverRestartsAndToItself() throws IOException {
        String secret;
        try (DataDirectory data = DataDirectory.open(directory)) {
            secret = data.secret("secret");
        }
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(data.secret("secret")).isEqualTo(secret).hasSize(64).isNotEqualTo(data.secret("users-key"));
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("secret"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(directory.resolve("users-key"))).hasSize(2);
    }

    @Test
    void refusesADirectoryThatHoldsOtherFiles() throws IOException {
        Files.createDirectories(directory);
        Files.createFile(directory.resolve("thesis.tex"));
        assertThatThrownBy(() -> DataDirectory.open(directory)).isInstanceOf(Failure.class)
                .hasMessageContaining("thesis.tex");
    }

    @Test
    void emptiesEverythingButLogsAndPrograms() throws IOException {
        Files.createDirectories(directory.resolve("logs"));
        Files.createDirectories(directory.resolve("kafka/orders-0"));
        try (DataDirectory data = DataDirectory.open(directory)) {
            data.secret("secret");
            data.secret("users-key");
            data.empty();
            assertThat(directory.toFile().list()).containsExactlyInAnyOrder("logs", "lock");
        }
    }

    @Test
    void saysWhichProcessHasIt() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            Process second = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), "io.tillstream.quickstart.Tillstream", "dev",
                    "--data", data.path().toString()).redirectErrorStream(true).start();
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said).contains("runs already").contains("process " + ProcessHandle.current().pid());
        }
    }
}
