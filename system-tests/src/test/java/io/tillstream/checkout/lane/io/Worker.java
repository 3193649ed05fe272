package io.tillstream.checkout.lane.io;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A [LaneWorker] process, seen from outside.
final class Worker {

    private final String instance;
    private final Process process;
    private final BufferedWriter orders;
    private volatile boolean running;
    private volatile boolean frozen;
    private volatile boolean busy;

    private Worker(String instance, Process process, Consumer<String> fired) {
        this.instance = instance;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {
            if (line.equals("running")) {
                running = true;
            } else if (line.startsWith("fired ")) {
                running = !line.endsWith(" CRASH");
                frozen = line.endsWith(" FREEZE");
                busy = false;
                fired.accept(line.substring("fired ".length()));
            }
        }));
    }

    /// @param fired hears of every fault that happened
    static Worker start(Scene scene, String instance, Consumer<String> fired) {
        var log = new File("target/" + scene.name() + "-" + instance + ".log");
        try {
            var process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                    System.getProperty("java.class.path"), LaneWorker.class.getName(), scene.name(),
                    scene.bootstrapServers(), scene.jdbcUrl(), instance, "2"))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
            return new Worker(instance, process, fired);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String instance() {
        return instance;
    }

    boolean running() {
        return running && process.isAlive();
    }

    boolean dead() {
        return !process.isAlive();
    }

    boolean frozen() {
        return frozen && process.isAlive();
    }

    /// An order has not happened yet.
    boolean busy() {
        return busy;
    }

    /// A worker that has just died does not hear it.
    void order(String order) {
        busy = true;
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    void wake() {
        frozen = false;
        try {
            new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        running = false;
        process.destroyForcibly();
    }

    boolean ended(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }
}
