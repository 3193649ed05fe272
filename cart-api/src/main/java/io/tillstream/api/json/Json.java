package io.tillstream.api.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// The one way in which this service reads and writes JSON.
public final class Json {

    /// Nothing here is nested deeper than a map in an object.
    private static final int DEPTH = 32;

    private static final JsonMapper CANONICAL = mapper().rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final JsonMapper READER = mapper().rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Json() {}

    /// Refuses what a guess would be needed for: unknown and repeated properties, trailing text, a number where text belongs, a fraction where
    /// a count belongs.
    public static JsonMapper mapper() {
        var bounds = StreamReadConstraints.builder().maxNestingDepth(DEPTH).build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(LogicalType.Textual, text -> text
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /// Reads what our own services have written: a newer one may say more.
    public static JsonMapper reader() {
        return READER;
    }

    /// The same text for the same value, whatever the order of its maps.
    public static String canonical(Object value) {
        return CANONICAL.writeValueAsString(value);
    }
}
