package io.tillstream.quickstart.dev;

import java.nio.file.Path;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/// Sends the log of everything in this JVM to a file, and nothing of it to the console.
public final class DevLog {

    private DevLog() {}

    /// @return the file
    public static Path open(Path directory) {
        Path file = directory.resolve("tillstream.log");
        // Each Spring context would set the log up anew, to the console.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("file", file.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(DevLog.class.getResource("/logback-dev.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("logback-dev.xml is broken", e);
        }
        return file;
    }
}
