package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What PostgreSQL notes about its server in the data directory's `postmaster.pid`: pid, data directory, start in epoch seconds.
final class Postmaster {

    private Postmaster() {}

    /// @throws java.nio.file.NoSuchFileException if no server runs there
    static long pid(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    /// Stops (fast) the server that still runs on `data`, if one does. A pid that meanwhile belongs to another process is left alone.
    static void stopLeftover(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() >= 3 && Path.of(lines.get(1)).equals(data)) {
                Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
                new Orphan(Long.parseLong(lines.get(0).strip()), started).end("INT");
            }
        }
    }
}
