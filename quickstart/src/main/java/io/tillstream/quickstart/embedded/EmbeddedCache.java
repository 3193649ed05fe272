package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/// Redis, in memory only: what it holds is a view that can be built again.
public final class EmbeddedCache implements AutoCloseable {

    static final String PROCESS = "redis";

    static final List<String> SETTINGS = List.of("--save", "", "--appendonly", "no", "--maxmemory", "128mb",
            "--maxmemory-policy", "allkeys-lru");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChildProcess process;
    private final int port;

    private EmbeddedCache(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when Redis answers. One that an earlier run left on the directory is stopped first.
    ///
    /// @param directory for its log and pid
    /// @param port 0 for any free one
    public static EmbeddedCache start(Path directory, int port) {
        Path data = Directories.create(directory);
        int listener = Ports.orFree(port);
        var command = new ArrayList<>(
                List.of(program().toString(), "--port", Integer.toString(listener), "--bind", "127.0.0.1"));
        command.addAll(SETTINGS);
        try {
            ChildProcess process = ChildProcess.start(PROCESS, data, command, Map.of());
            return new EmbeddedCache(process.awaitReady(() -> answers(listener), PATIENCE), listener);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis did not start in " + data, e);
        }
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Unpacked once, and moved into place whole: a program that runs cannot be written over.
    private static Path program() {
        OsArchitecture system = OsArchitecture.detectOSandArchitecture();
        String resource = ExecutableProvider.newProvidedVersionsMap().get(system);
        if (resource == null) {
            throw new IllegalStateException("No Redis for this system: " + system);
        }
        Path program = Directories.programs().resolve(resource.substring(1));
        if (!Files.isExecutable(program)) {
            unpack(resource, program);
        }
        return program;
    }

    private static void unpack(String resource, Path program) {
        try (InputStream packed = EmbeddedCache.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IllegalStateException("embedded-redis holds no " + resource);
            }
            Path whole = Files.createTempFile(program.getParent(), "redis", ".part");
            Files.copy(packed, whole, StandardCopyOption.REPLACE_EXISTING);
            if (!whole.toFile().setExecutable(true)) {
                throw new IOException("Cannot make " + whole + " executable");
            }
            Files.move(whole, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack Redis to " + program, e);
        }
    }
}
