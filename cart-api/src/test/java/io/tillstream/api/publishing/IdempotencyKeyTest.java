package io.tillstream.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @NullAndEmptySource
    void refusesARequestWithoutAKey(@Nullable String key) {
        assertThatThrownBy(() -> IdempotencyKey.required(key)).hasMessageStartingWith("idempotency_key_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\u0000", "k\u00e9y", "\t"})
    void refusesAKeyThatIsNotVisibleAscii(String key) {
        assertThatThrownBy(() -> IdempotencyKey.required(key)).hasMessageStartingWith("idempotency_key_invalid");
    }

    @Test
    void boundsTheKey() {
        assertThat(IdempotencyKey.required("k".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKey.required("k".repeat(256)))
                .hasMessageStartingWith("idempotency_key_invalid");
    }

    @Test
    void takesOnlyARandomUuidWhereAllCallersShareOneNameSpace() {
        var random = "2c1b9a52-8a4a-4b5b-9d5a-0123456789ab";

        assertThat(IdempotencyKey.requiredRandom(random)).isEqualTo(random);
        for (var guessable : new String[]{"order-1", "2c1b9a52-8a4a-1b5b-9d5a-0123456789ab", "{" + random + "}"}) {
            assertThatThrownBy(() -> IdempotencyKey.requiredRandom(guessable))
                    .hasMessageStartingWith("idempotency_key_not_random");
        }
    }
}
