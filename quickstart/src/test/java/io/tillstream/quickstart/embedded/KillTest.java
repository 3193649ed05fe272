package io.tillstream.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left, and what is lost, after kill -9 of a JVM that holds all parts.
class KillTest {

    @TempDir
    Path directory;

    private Process holder = new ProcessBuilder("true").start();
    private List<ProcessHandle> family = List.of();
    private String schema = "";

    KillTest() throws IOException {}

    @BeforeEach
    void holdAllPartsInAnotherJvm() throws Exception {
        holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Holder.class.getName(),
                directory.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String[] addresses = holdingLine(holder.inputReader()).split(" ", -1);
        Broker broker = new Broker(addresses[1]);
        broker.createTopic("orders");
        broker.send("orders", "kept");
        schema = new RegistryClient(URI.create(addresses[2])).register("Cart");
        family = List.of(child("registry/registry.pid"), child("cache/redis.pid"),
                ProcessHandle.of(Postmaster.pid(directory.toRealPath().resolve("database"))).orElseThrow());
    }

    @AfterEach
    void endWhatIsLeft() {
        holder.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        holder.destroyForcibly().waitFor();
        for (ProcessHandle process : family) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        holder.destroyForcibly().waitFor();
        startAgainAndFindEverything();
    }

    @Test
    void startsAgainAlthoughTheWatchdogsWereKilledToo() throws Exception {
        holder.descendants().filter(process -> !family.contains(process)).filter(KillTest::isShell)
                .forEach(ProcessHandle::destroyForcibly);
        holder.destroyForcibly().waitFor();
        assertThat(family).allMatch(ProcessHandle::isAlive);
        startAgainAndFindEverything();
        assertThat(family).noneMatch(ProcessHandle::isAlive);
    }

    private void startAgainAndFindEverything() throws Exception {
        try (var database = EmbeddedDatabase.start(directory.resolve("database"), 0);
                var kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                var cache = EmbeddedCache.start(directory.resolve("cache"), 0);
                var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0, database)) {
            assertThat(EmbeddedDatabaseTest.query(database, "select text from note")).isEqualTo("kept");
            assertThat(new Broker(kafka.bootstrapServers()).read("orders")).containsExactly("kept");
            assertThat(EmbeddedCacheTest.say(cache.url(), "PING")).isEqualTo("+PONG");
            assertThat(new RegistryClient(registry.confluentUrl()).register("Cart")).isEqualTo(schema);
        }
    }

    private ProcessHandle child(String pidFile) throws IOException {
        return ProcessHandle.of(Orphan.noted(directory.resolve(pidFile)).orElseThrow().pid()).orElseThrow();
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info().command().map(File::new).map(File::getName).filter(name -> !name.equals("java"))
                .isPresent();
    }

    private static String holdingLine(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (!line.startsWith("HOLDING")) {
            line = output.readLine();
        }
        return line;
    }
}
