package io.tillstream.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// `docker-compose.yml`, with the defaults of its variables.
public final class ComposeFile {

    private static final Path FILE = Path.of("../docker-compose.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private ComposeFile() {}

    public record Service(String image, Map<String, String> environment, List<String> command) {

        public String variable(String name) {
            return Objects.requireNonNull(environment.get(name), name);
        }
    }

    public static Service service(String name) {
        Map<?, ?> service = map(map(read().get("services")).get(name));
        var environment = new HashMap<String, String>();
        map(service.get("environment")).forEach((key, value) -> environment.put(text(key), text(value)));
        List<String> command = service.get("command") instanceof List<?> words
                ? words.stream().map(ComposeFile::text).toList()
                : List.of();
        return new Service(text(service.get("image")), environment, command);
    }

    private static Map<?, ?> read() {
        try {
            return map(new Yaml().load(VARIABLE.matcher(Files.readString(FILE)).replaceAll("$1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
