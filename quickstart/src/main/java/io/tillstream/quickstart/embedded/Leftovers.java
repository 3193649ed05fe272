package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Processes that an earlier run, killed together with its watchdogs, has left on its directories.
public final class Leftovers {

    private Leftovers() {}

    /// Ends them. Each part does so for itself when it starts; this is for a caller that wants the ports free before.
    public static void end(Path database, Path cache, Path registry) throws IOException {
        if (database.toFile().isDirectory()) {
            Postmaster.stopLeftover(database.toRealPath());
        }
        for (Path pidFile : List.of(cache.resolve(EmbeddedCache.PROCESS + ".pid"),
                registry.resolve(EmbeddedRegistry.PROCESS + ".pid"))) {
            var orphan = Orphan.noted(pidFile);
            if (orphan.isPresent()) {
                orphan.get().end("TERM");
            }
        }
    }
}
