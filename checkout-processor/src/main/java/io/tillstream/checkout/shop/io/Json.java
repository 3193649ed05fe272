package io.tillstream.checkout.shop.io;

import java.util.List;
import java.util.Map;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Maps as JSON columns.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    public static String write(Map<String, ?> map) {
        return MAPPER.writeValueAsString(map);
    }

    public static String write(List<? extends Map<String, ?>> list) {
        return MAPPER.writeValueAsString(list);
    }

    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    public static Map<String, String> strings(String json) {
        return "{}".equals(json) ? Map.of() : MAPPER.readValue(json, new TypeReference<Map<String, String>>() {
        });
    }

    static Map<String, Object> objects(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {
        });
    }
}
