package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class Directories {

    /// Names the directory into which programs are unpacked; by default one below the system's temporary directory.
    static final String PROGRAMS_PROPERTY = "tillstream.programs";

    private Directories() {}

    static Path create(Path directory) {
        try {
            return Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory " + directory + "; check its permissions", e);
        }
    }

    /// Where PostgreSQL's and Redis's programs are unpacked, shared by all instances.
    static Path programs() {
        String chosen = System.getProperty(PROGRAMS_PROPERTY);
        return create(chosen == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "tillstream-" + System.getProperty("user.name"))
                : Path.of(chosen));
    }
}
