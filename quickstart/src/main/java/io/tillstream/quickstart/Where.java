package io.tillstream.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which Tillstream is meant; without them, the one that `dev` started.
public final class Where {

    @Option(names = "--data", paramLabel = "DIR", description = "data directory of the running dev (default: .tillstream)")
    private Path data = defaultData();

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka's bootstrap servers (default: those of dev)")
    private @Nullable String bootstrap;

    @Option(names = "--registry", paramLabel = "URL", description = "Apicurio's core API, ending in /apis/registry/v3 (default: that of dev)")
    private @Nullable URI registry;

    public Addresses addresses() throws IOException {
        Addresses noted = Addresses.read(data);
        return new Addresses(bootstrap == null ? noted.bootstrap() : bootstrap,
                registry == null ? noted.registry() : registry, noted.database());
    }

    /// `.tillstream` beside the start script, wherever it is called from.
    public static Path defaultData() {
        return Path.of(System.getProperty("tillstream.home", ""), ".tillstream").toAbsolutePath().normalize();
    }
}
