package io.tillstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds every schema against `schemas/releases`, one folder per release. A release adds a folder; nothing there is ever changed.
class SchemaCompatibilityTest {

    private static final Path RELEASES = Path.of("releases");

    static List<Topic<?>> topics() {
        return Topics.ALL;
    }

    @ParameterizedTest
    @MethodSource("topics")
    void canReadWhatWasReleasedAndBeReadByIt(Topic<?> topic) throws Exception {
        refuseIncompatible(topic.visibility(), topic.schema(), released(topic));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void publicSchemasHaveNoUnionsButWithNull(Topic<?> topic) {
        if (topic.visibility() == Topic.Visibility.PUBLIC) {
            assertThat(unions(topic.schema())).allSatisfy(
                    union -> assertThat(union.getTypes()).hasSize(2).extracting(Schema::getType)
                            .contains(Schema.Type.NULL));
        }
    }

    @Test
    void refusesAPublicFieldWithoutDefault() throws Exception {
        var old = Topics.CART_EVENTS.schema();
        var fields = new ArrayList<>(copy(old));
        fields.add(new Schema.Field("gift", Schema.create(Schema.Type.STRING), "no default: old records lack it"));
        var broken = Schema.createRecord(old.getName(), null, old.getNamespace(), false, fields);

        assertThatThrownBy(() -> refuseIncompatible(Topic.Visibility.PUBLIC, broken, List.of(old)))
                .isInstanceOf(SchemaValidationException.class);
    }

    @Test
    void refusesARemovedPublicFieldThatOldReadersNeed() throws Exception {
        var old = Topics.ORDER_EVENTS.schema();
        var broken = Schema.createRecord(old.getName(), null, old.getNamespace(), false,
                copy(old).subList(1, old.getFields().size()));

        assertThatThrownBy(() -> refuseIncompatible(Topic.Visibility.PUBLIC, broken, List.of(old)))
                .isInstanceOf(SchemaValidationException.class);
    }

    @Test
    void acceptsANewPublicFieldWithDefault() throws Exception {
        var old = Topics.CART_EVENTS.schema();
        var fields = new ArrayList<>(copy(old));
        fields.add(new Schema.Field("gift", Schema.create(Schema.Type.STRING), "", ""));

        refuseIncompatible(Topic.Visibility.PUBLIC,
                Schema.createRecord(old.getName(), null, old.getNamespace(), false, fields), List.of(old));
    }

    private static void refuseIncompatible(Topic.Visibility visibility, Schema schema, List<Schema> newestFirst)
            throws SchemaValidationException {
        var validator = new SchemaValidatorBuilder().mutualReadStrategy();
        (switch (visibility) {
            case PUBLIC -> validator.validateAll();
            case PRIVATE, COMPACTED -> validator.validateLatest();
        }).validate(schema, newestFirst);
    }

    private static List<Schema> released(Topic<?> topic) throws IOException {
        try (var releases = Files.list(RELEASES)) {
            var found = new ArrayList<Schema>();
            for (var release : releases.sorted(Comparator.comparing(SchemaCompatibilityTest::version).reversed())
                    .toList()) {
                var file = release.resolve(topic.name() + ".avsc");
                if (Files.exists(file)) {
                    found.add(new Schema.Parser().parse(file.toFile()));
                }
            }
            return found;
        }
    }

    private static Version version(Path release) {
        return Version.parse(release.getFileName().toString());
    }

    private static List<Schema.Field> copy(Schema schema) {
        return schema.getFields().stream().map(field -> new Schema.Field(field, field.schema())).toList();
    }

    private static List<Schema> unions(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                Stream.concat(Stream.of(schema), schema.getTypes().stream().flatMap(type -> unions(type).stream()))
                        .toList();
            case RECORD -> schema.getFields().stream().flatMap(field -> unions(field.schema()).stream()).toList();
            case ARRAY -> unions(schema.getElementType());
            case MAP -> unions(schema.getValueType());
            case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> List.of();
        };
    }
}
