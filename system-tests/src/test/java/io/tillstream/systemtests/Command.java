package io.tillstream.systemtests;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tillstream.quickstart.Tillstream;

/// The command line, in a JVM of its own.
final class Command {

    private Command() {}

    static ProcessBuilder tillstream(String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtillstream.home=" + new File("..").getAbsolutePath(), "-cp",
                System.getProperty("java.class.path"), Tillstream.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
