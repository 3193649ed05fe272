package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process that an earlier run has left behind. Its pid alone proves nothing, as pids are used again: its start time must match too.
record Orphan(long pid, Instant started) {

    /// What the system reports as start time differs by its clock's resolution and adjustments.
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Empty if there is no such file or it is not one of ours.
    static Optional<Orphan> noted(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(
                        new Orphan(Long.parseLong(lines.get(0)), Instant.ofEpochMilli(Long.parseLong(lines.get(1)))));
    }

    static void note(Path pidFile, ProcessHandle process) throws IOException {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        Files.writeString(pidFile, process.pid() + "\n" + started.toEpochMilli() + "\n");
    }

    /// Ends the process if it still runs, first by `signal` (a name for `kill`), after 20 s by force.
    void end(String signal) throws IOException {
        Optional<ProcessHandle> running = ProcessHandle.of(pid).filter(this::isTheSame);
        if (running.isPresent()) {
            await(new ProcessBuilder("sh", "-c", "kill -\"$1\" \"$2\"", "sh", signal, Long.toString(pid)).start()
                    .toHandle());
            if (!await(running.get())) {
                running.get().destroyForcibly();
                await(running.get());
            }
        }
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.info().startInstant().map(start -> Duration.between(start, started).abs().compareTo(SLACK) < 0)
                .orElse(false);
    }

    private static boolean await(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
