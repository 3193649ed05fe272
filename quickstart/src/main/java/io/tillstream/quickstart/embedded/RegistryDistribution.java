package io.tillstream.quickstart.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Apicurio's own distribution, which the build unpacks to `quickstart/target/registry`.
final class RegistryDistribution {

    /// Names the directory that holds the distribution, if it lies elsewhere.
    static final String PROPERTY = "tillstream.registry.home";

    private RegistryDistribution() {}

    /// @throws IllegalStateException if the build has not unpacked it
    static Path find() {
        return Stream.concat(Stream.ofNullable(System.getProperty(PROPERTY)).map(Path::of), candidates())
                .filter(directory -> Files.exists(directory.resolve("quarkus-run.jar"))).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The schema registry is not unpacked in quickstart/target/registry; run: mvn -pl quickstart -am package"));
    }

    /// Beside these classes, or below a directory that holds the working directory (tests of other modules).
    private static Stream<Path> candidates() {
        Stream<Path> beside = classes().map(Path::getParent).map(target -> target.resolve("registry")).stream();
        Stream<Path> above = Stream.iterate(Optional.of(Path.of("").toAbsolutePath()), Optional::isPresent,
                directory -> directory.map(Path::getParent)).flatMap(Optional::stream)
                .map(directory -> directory.resolve("quickstart/target/registry"));
        return Stream.concat(beside, above);
    }

    private static Optional<Path> classes() {
        try {
            var source = RegistryDistribution.class.getProtectionDomain().getCodeSource();
            return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
