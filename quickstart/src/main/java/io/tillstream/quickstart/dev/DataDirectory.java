package io.tillstream.quickstart.dev;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.apache.commons.io.FileUtils;

import io.tillstream.quickstart.Failure;

/// What survives a restart. One `dev` has it at a time: it holds a lock on a file in it, which the system releases however it ends.
final class DataDirectory implements AutoCloseable {

    private static final int SECRET_BYTES = 32;
    private static final List<String> KEPT = List.of("lock", "logs", "programs");
    private static final List<String> OURS = List.of("database", "kafka", "redis", "registry", "stripe", "streams",
            "secret", "users-key", "sample-imported", "addresses.properties");

    private final Path path;
    private final FileLock lock;

    private DataDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /// @throws Failure if another process has it, or it holds files that are not ours
    static DataDirectory open(Path path) throws IOException {
        refuseForeign(path);
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, permissions("rwx------"));
        }
        Path file = path.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            String pid = Files.readString(file).strip();
            channel.close();
            throw new Failure(
                    "Tillstream runs already on %s, as process %s; stop that one, or choose another --data DIR"
                            .formatted(path, pid));
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
        return new DataDirectory(path.toRealPath(), lock);
    }

    /// `--data ~` was a slip of the finger.
    private static void refuseForeign(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var found = Files.list(path)) {
                var foreign = found.map(file -> file.getFileName().toString())
                        .filter(name -> !KEPT.contains(name) && !OURS.contains(name)).sorted().findFirst();
                if (foreign.isPresent()) {
                    throw new Failure("%s is no data directory of Tillstream: it holds %s; choose another --data DIR"
                            .formatted(path, foreign.get()));
                }
            }
        }
    }

    /// Removes everything but logs and unpacked programs.
    void empty() throws IOException {
        for (String name : OURS) {
            Path file = path.resolve(name);
            if (Files.exists(file)) {
                FileUtils.forceDelete(file.toFile());
            }
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// Drawn once, readable by the user alone; 64 hexadecimal digits.
    ///
    /// @param name of its file, one of ours
    String secret(String name) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            byte[] drawn = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(drawn);
            Files.createFile(file, permissions("rw-------"));
            Files.writeString(file, HexFormat.of().formatHex(drawn));
        }
        return Files.readString(file).strip();
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    @Override
    public void close() throws IOException {
        lock.channel().close();
    }
}
