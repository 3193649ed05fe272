package io.tillstream.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void givesARetryTheSameCommandAndTheSameCart() {
        var command = Ids.command("anonymous", "key");

        assertThat(Ids.command("anonymous", "key")).isEqualTo(command);
        assertThat(Ids.cart(command)).isEqualTo(Ids.cart(command)).isNotEqualTo(command);
    }

    /// Retries of a command may cross a release: the ids must not change with it.
    @Test
    void neverChangesHowIdsAreDerived() {
        assertThat(Ids.command("anonymous", "key")).hasToString("0b176de8-1bb6-814b-b98d-be039f74ba31");
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        assertThat(Ids.command("cart:1", "key")).isNotEqualTo(Ids.command("cart:2", "key"));
        assertThat(Ids.command("a", "bc")).isNotEqualTo(Ids.command("ab", "c"));
    }

    @Test
    void makesUuidsOfVersion8() {
        var id = Ids.command("anonymous", "key");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
