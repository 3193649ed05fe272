package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A shell that ends another process when this JVM is gone, however it went: kill -9 closes the pipe that the shell reads.
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            read -r pid || exit 0
            read -r released && exit 0
            kill -"$1" "$pid" 2>/dev/null || exit 0
            for second in 1 2 3 4 5; do
              sleep 1
              kill -0 "$pid" 2>/dev/null || exit 0
            done
            kill -"$2" "$pid" 2>/dev/null
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    /// The signals are names for `kill`: `first` at once, `second` five seconds later if the process still runs.
    static Watchdog start(String first, String second) throws IOException {
        return new Watchdog(new ProcessBuilder("sh", "-c", SCRIPT, "tillstream-watchdog", first, second)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void guard(long pid) throws IOException {
        say(Long.toString(pid));
    }

    /// Releases the process: it may live on, or has ended already.
    @Override
    public void close() {
        try {
            say("released");
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog had gone before its process", e);
        }
    }

    private void say(String line) throws IOException {
        shell.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        shell.getOutputStream().flush();
    }
}
