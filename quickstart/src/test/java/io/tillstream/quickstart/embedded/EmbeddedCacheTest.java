package io.tillstream.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCacheTest {

    @TempDir
    Path directory;

    @Test
    void keepsAValueWhileItRuns() throws IOException {
        try (EmbeddedCache cache = EmbeddedCache.start(directory, 0)) {
            assertThat(say(cache.url(), "SET cart 42")).isEqualTo("+OK");
            assertThat(say(cache.url(), "EXISTS cart")).isEqualTo(":1");
        }
    }

    @Test
    void startsEmptyAgainOnThePortItHad() throws IOException {
        int port = Ports.orFree(0);
        try (EmbeddedCache cache = EmbeddedCache.start(directory, port)) {
            say(cache.url(), "SET cart 42");
        }
        try (EmbeddedCache cache = EmbeddedCache.start(directory, port)) {
            assertThat(cache.url().getPort()).isEqualTo(port);
            assertThat(say(cache.url(), "EXISTS cart")).isEqualTo(":0");
        }
    }

    @Test
    void endsTheOneThatAnEarlierRunLeftBehind() throws IOException {
        EmbeddedCache leftover = EmbeddedCache.start(directory, 0);
        long pid = Orphan.noted(directory.resolve("redis.pid")).orElseThrow().pid();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        try (EmbeddedCache next = EmbeddedCache.start(directory, 0)) {
            assertThat(process.isAlive()).isFalse();
            assertThat(say(next.url(), "PING")).isEqualTo("+PONG");
        }
        leftover.close();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasThePidOfAnEarlierOne() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("redis.pid"), ProcessHandle.current().pid() + "\n1000\n");
        try (EmbeddedCache cache = EmbeddedCache.start(directory, 0)) {
            assertThat(say(cache.url(), "PING")).isEqualTo("+PONG");
        }
    }

    static String say(URI url, String command) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            for (int next = socket.getInputStream().read(); next != '\r'; next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}
