package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

final class Directories {

    /// Names the directory into which programs are unpacked; by default one below the system's temporary directory.
    static final String PROGRAMS_PROPERTY = "tillstream.programs";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Directories() {}

    static Path create(Path directory) {
        try {
            return Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory " + directory + "; check its permissions", e);
        }
    }

    /// Where programs are unpacked, shared by all instances. Nobody else may write there, as what lies there is run.
    static Path programs() {
        String chosen = System.getProperty(PROGRAMS_PROPERTY);
        Path directory = chosen == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "tillstream-" + System.getProperty("user.name"))
                : Path.of(chosen);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            Path real = directory.toRealPath();
            // Throws if it belongs to somebody else, who made it before us.
            Files.setPosixFilePermissions(real, OWNER_ONLY);
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot use " + directory + " for programs; give another with -D" + PROGRAMS_PROPERTY + "=DIR", e);
        }
    }
}
