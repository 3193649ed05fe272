package io.tillstream.stripesimulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON in the layout that Stripe sends: two spaces, a space after the colon.
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer().with(printer());

    private Json() {}

    static String text(Object value) {
        return PRETTY.writeValueAsString(value) + '\n';
    }

    /// A resource of this package; its fields are the defaults of an object.
    static ObjectNode template(String name) {
        try (InputStream in = Json.class.getResourceAsStream(name)) {
            return (ObjectNode) MAPPER.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// In that layout.
    static DefaultPrettyPrinter printer() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("").withArrayEmptySeparator("")).withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
