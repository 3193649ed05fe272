package io.tillstream.quickstart.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A broker's directory before its first start.
final class KafkaStorage {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    /// KIP-890's second part: the lanes refuse a broker without it.
    private static final short TRANSACTION_VERSION = 2;

    private KafkaStorage() {}

    static void formatIfEmpty(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter().setPrintStream(nowhere).setNodeId(NODE_ID).setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(CONTROLLER).addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString()).setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setFeatureLevel("transaction.version", TRANSACTION_VERSION).setIgnoreFormatted(true).run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format " + logs + " for Kafka", e);
        }
    }
}
