package io.tillstream.api.guess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tillstream.api.guess.Windows.Count;

class WindowsTest {

    private final Windows windows = new Windows(1_000);

    @Test
    void countsEachClientFromItsFirstTryOn() {
        assertThat(windows.count("a", 0)).isEqualTo(new Count(1, 1_000));
        assertThat(windows.count("a", 400)).isEqualTo(new Count(2, 600));
        assertThat(windows.count("b", 500)).isEqualTo(new Count(1, 1_000));
        assertThat(windows.count("a", 999)).isEqualTo(new Count(3, 1));
    }

    @Test
    void beginsAnewWhenTheWindowIsOver() {
        windows.count("a", 0);
        assertThat(windows.count("a", 1_000)).isEqualTo(new Count(1, 1_000));
    }

    @Test
    void forgetsWhoeverWasSilentLongestAndNotWhoeverTriesOn() {
        windows.count("a", 0);
        windows.count("silent", 0);
        for (int i = 0; i < 49_999; i++) {
            windows.count("client-" + i, 1);
            windows.count("a", 1);
        }
        assertThat(windows.count("a", 2).tries()).isEqualTo(50_001);
        assertThat(windows.count("silent", 2).tries()).isEqualTo(1);
    }

    @Test
    void aClientIsNamedSoThatNobodyCanTellWhoItIs() {
        var user = Client.of("a secret of at least 32 characters", "ayse", "7f000001");
        assertThat(user).hasSize(32).doesNotContain("ayse")
                .isEqualTo(Client.of("a secret of at least 32 characters", "ayse", "7f000002"));
        assertThat(Client.of("a secret of at least 32 characters", null, "7f000001"))
                .isNotEqualTo(Client.of("a secret of at least 32 characters", null, "7f000002"));
    }
}
