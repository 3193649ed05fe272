package io.tillstream.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.yaml.snakeyaml.Yaml;

/// `openapi.yaml`, as tests read it.
final class Contract {

    private Contract() {}

    /// Such as `POST /carts`.
    static Set<String> operations() throws IOException {
        var operations = new TreeSet<String>();
        ((Map<?, ?>) at("paths")).forEach((path, methods) -> ((Map<?, ?>) methods).keySet()
                .forEach(method -> operations.add(method.toString().toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    static Object at(String... path) throws IOException {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            Object node = new Yaml().load(in);
            for (var step : path) {
                var next = ((Map<?, ?>) node).get(step);
                if (next == null) {
                    throw new AssertionError("openapi.yaml has no " + String.join(".", path));
                }
                node = next;
            }
            return node;
        }
    }
}
