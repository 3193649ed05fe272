package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A process in a session of its own, so that Ctrl-C reaches only this JVM, which then stops it in its turn. It ends with this JVM.
final class ChildProcess implements AutoCloseable {

    /// macOS has no setsid.
    private static final String NEW_SESSION = """
            command -v setsid >/dev/null && exec setsid "$@"
            exec perl -e 'use POSIX; POSIX::setsid(); exec @ARGV' "$@"
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Watchdog watchdog;
    private final Path pidFile;
    private final Path log;

    private ChildProcess(String name, Process process, Watchdog watchdog, Path pidFile, Path log) {
        this.name = name;
        this.process = process;
        this.watchdog = watchdog;
        this.pidFile = pidFile;
        this.log = log;
    }

    /// Notes its pid and log in `directory` as `name`.pid and `name`.log; one that an earlier run left there is ended first.
    static ChildProcess start(String name, Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path pidFile = directory.resolve(name + ".pid");
        var orphan = Orphan.noted(pidFile);
        if (orphan.isPresent()) {
            orphan.get().end("TERM");
        }
        Path log = directory.resolve(name + ".log");
        Watchdog watchdog = Watchdog.start("TERM", "KILL");
        Process process = launch(command, environment, log, directory);
        watchdog.guard(process.pid());
        Orphan.note(pidFile, process.toHandle());
        return new ChildProcess(name, process, watchdog, pidFile, log);
    }

    private static Process launch(List<String> command, Map<String, String> environment, Path log, Path directory)
            throws IOException {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", NEW_SESSION, "sh"));
        shell.addAll(command);
        var builder = new ProcessBuilder(shell).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Waits until `ready` says so; stops the process and throws an [IllegalStateException] that names the log otherwise.
    ChildProcess awaitReady(BooleanSupplier ready, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (ready.getAsBoolean()) {
                return this;
            }
            if (pause()) {
                String message = name + " ended with exit code " + process.exitValue() + "; see " + log;
                close();
                throw new IllegalStateException(message);
            }
        }
        close();
        throw new IllegalStateException(name + " was not ready within " + patience.toSeconds() + " s; see " + log);
    }

    /// True if the process ended meanwhile.
    private boolean pause() {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            watchdog.close();
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + pidFile, e);
        }
    }
}
