package io.tillstream.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.tillstream.api.publishing.StatusId.Kind;

class StatusIdsTest {

    private static final String HASH = "00112233445566778899aabbccddeeff".repeat(2);

    private final StatusIds ids = new StatusIds("a secret of at least 32 characters");
    private final StatusId id = StatusId.of(Kind.CHECKOUT, new UUID(1, 2), HASH, new UUID(3, -4), 5, Long.MAX_VALUE);

    @Test
    void readsWhatItWrote() {
        assertThat(ids.read(ids.write(id))).contains(id);
    }

    @Test
    void fitsIntoAnAddress() {
        assertThat(ids.write(id)).matches("[A-Za-z0-9_-]{1,120}");
    }

    @Test
    void refusesAnIdWithAnyCharacterChanged() {
        var written = ids.write(id);
        for (int i = 0; i < written.length(); i++) {
            var other = written.charAt(i) == 'A' ? 'Q' : 'A';
            assertThat(ids.read(written.substring(0, i) + other + written.substring(i + 1))).as("at " + i).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoIdAtAll() {
        assertThat(ids.read("")).isEmpty();
        assertThat(ids.read("%00")).isEmpty();
        assertThat(ids.read(ids.write(id) + "AAAA")).isEmpty();
    }

    @Test
    void refusesAnIdOfAnotherSecret() {
        assertThat(new StatusIds("another secret of 32 characters...").read(ids.write(id))).isEmpty();
    }

    @Test
    void knowsTheBodyItWasGivenFor() {
        assertThat(id.asks(HASH)).isTrue();
        assertThat(id.asks("f" + HASH.substring(1))).isFalse();
    }
}
