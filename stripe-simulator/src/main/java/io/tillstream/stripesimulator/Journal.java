package io.tillstream.stripesimulator;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// What was committed, as JSON lines in a file, so that a killed process loses nothing that it answered.
/// A line counts once its newline is written; what a kill left behind the last newline is cut off at the next start.
/// Nothing is forced to the disk: it survives the death of the process, not of the machine.
final class Journal implements Closeable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL)).build();
    private static final ObjectWriter WRITER = JSON.writerFor(JournalLine.class);
    private static final ObjectReader READER = JSON.readerFor(JournalLine.class);
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    // named by the format of its lines, so that none is read as another
    private static final String NAME = "journal-2.jsonl";
    private static final String OLDER = "journal.jsonl";

    private final @Nullable RandomAccessFile file;
    private long length;

    private Journal(@Nullable RandomAccessFile file, long length) {
        this.file = file;
        this.length = length;
    }

    /// A journal that remembers nothing.
    static Journal none() {
        return new Journal(null, 0);
    }

    /// @param replay gets every line that is there, in order
    /// @throws IOException when the file cannot be used, another process has it, or a whole line cannot be read
    static Journal open(Path directory, Consumer<JournalLine> replay) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve(OLDER))) {
            LOG.log(Level.WARNING, "{0} is of an older version, and is ignored; {1} is used",
                    directory.resolve(OLDER), NAME);
        }
        var path = directory.resolve(NAME);
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(file, path);
            long length = endOfLastLine(file);
            file.setLength(length);
            replay(path, file, replay);
            return new Journal(file, length);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static void lock(RandomAccessFile file, Path path) throws IOException {
        try {
            if (file.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(inUse(path), e);
        }
        throw new IOException(inUse(path));
    }

    private static String inUse(Path path) {
        return "%s is used by another simulator; stop that one or name another data directory".formatted(path);
    }

    private static long endOfLastLine(RandomAccessFile file) throws IOException {
        var block = new byte[8192];
        for (long end = file.length(); end > 0; end -= Math.min(end, block.length)) {
            int size = (int) Math.min(end, block.length);
            file.seek(end - size);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - size + i + 1;
                }
            }
        }
        return 0;
    }

    // by the one open file: on Unix closing any other one would give up the lock
    private static void replay(Path path, RandomAccessFile file, Consumer<JournalLine> replay) throws IOException {
        long number = 0;
        file.seek(0);
        var lines = new BufferedReader(Channels.newReader(file.getChannel(), StandardCharsets.UTF_8));
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                replay.accept(READER.readValue(line));
            }
        } catch (RuntimeException e) {
            var why = e instanceof JacksonException unreadable ? unreadable.getOriginalMessage() : e.toString();
            throw new IOException("%s, line %d is not a journal line of this version: %s; delete the file to begin anew"
                    .formatted(path, number, why), e);
        }
    }

    /// Returns once the line is the operating system's.
    ///
    /// @throws UncheckedIOException when it could not be written; then the journal is as before
    void append(JournalLine line) {
        if (file != null) {
            write(file, (WRITER.writeValueAsString(line) + '\n').getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized void write(RandomAccessFile target, byte[] bytes) {
        try {
            target.seek(length);
            target.write(bytes);
            length += bytes.length;
        } catch (IOException e) {
            cutBack(target, e);
            throw new UncheckedIOException(e);
        }
    }

    // a half-written line must not become the beginning of the next one
    private void cutBack(RandomAccessFile target, IOException cause) {
        try {
            target.setLength(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
