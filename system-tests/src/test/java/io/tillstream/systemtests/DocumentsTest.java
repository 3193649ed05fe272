package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the documents name exists.
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+/)*([A-Z][A-Za-z]*[a-z][A-Za-z]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    /// Words in code type that are no classes of ours.
    private static final Set<String> OTHERS = Set.of("KafkaConsumer", "KafkaProducer", "AddItem");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/architecture.md",
            "docs/decisions/0001-own-poll-loop-for-lanes.md"})
    void namesOnlyClassesThatExist(String document) throws IOException {
        var ours = ourClasses();
        var named = CLASS.matcher(Files.readString(ROOT.resolve(document))).results().map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named).isNotEmpty()
                .allSatisfy(name -> assertThat(OTHERS.contains(name) || ours.contains(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/architecture.md"})
    void linksOnlyToFilesThatExist(String document) throws IOException {
        var from = ROOT.resolve(document);
        var links = LINK.matcher(Files.readString(from)).results()
                .map(match -> from.resolveSibling(match.group(1)).normalize()).toList();

        assertThat(links).allSatisfy(link -> assertThat(link).exists());
    }

    @Test
    void noticesAClassThatIsGone() throws IOException {
        assertThat(ourClasses()).contains("LaneLoop", "CartController").doesNotContain("LaneLooop");
        assertThat(CLASS.matcher("`checkout/lane/io/LaneLoop`").results().map(match -> match.group(1)).toList())
                .isEqualTo(List.of("LaneLoop"));
    }

    private static Set<String> ourClasses() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())).collect(Collectors.toSet());
        }
    }
}
