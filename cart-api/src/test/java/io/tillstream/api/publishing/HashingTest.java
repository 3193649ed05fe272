package io.tillstream.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.api.cart.AddItemRequest;
import io.tillstream.api.json.Json;

class HashingTest {

    @Test
    void hashesTheSameRequestToTheSame() {
        assertThat(Hashing.ofRequest("POST", "/carts", "{}")).hasSize(64)
                .isEqualTo(Hashing.ofRequest("POST", "/carts", "{}"));
    }

    @Test
    void tellsMethodPathAndBodyApart() {
        assertThat(Hashing.ofRequest("POST", "/carts", "{}")).isNotEqualTo(Hashing.ofRequest("PUT", "/carts", "{}"))
                .isNotEqualTo(Hashing.ofRequest("POST", "/carts/1", "{}"))
                .isNotEqualTo(Hashing.ofRequest("POST", "/carts", ""));
    }

    @Test
    void doesNotMindTheOrderOfOptionsOrSpaces() {
        var ab = new LinkedHashMap<String, @Nullable String>();
        ab.put("a", "1");
        ab.put("b", "2");
        var ba = new LinkedHashMap<String, @Nullable String>();
        ba.put("b", "2");
        ba.put("a", "1");

        assertThat(Json.canonical(new AddItemRequest("SKU", 1, ab)))
                .isEqualTo(Json.canonical(new AddItemRequest("SKU", 1, ba)))
                .isNotEqualTo(Json.canonical(new AddItemRequest("SKU", 2, ab)));
    }
}
