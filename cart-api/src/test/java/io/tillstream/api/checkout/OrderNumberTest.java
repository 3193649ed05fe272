package io.tillstream.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"K7QM-2F9X-80T1", "k7qm2f9x80t1", " K7QM 2F9X 80T1 ", "K7Q-M2F9X8-0T1", "K7QM-2F9X-8OTI",
            "k7qm-2f9x-8otl"})
    void readsWhatAPersonSays(String said) {
        assertThat(OrderNumber.read(said)).contains("K7QM-2F9X-80T1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7QM-2F9X-80T", "K7QM-2F9X-80T11", "K7QM-2F9X-80TU", "K7QM_2F9X_80T1", "find",
            "K7QM-2F9X-80T1                              "})
    void readsNothingElse(String said) {
        assertThat(OrderNumber.read(said)).isEmpty();
    }

    @Test
    void anOrderIsMeantByItsEmailWithoutCase() {
        var request = new FindOrderRequest("K7QM-2F9X-80T1", " Ayse@Example.com ");
        assertThat(request.means("ayse@example.com")).isTrue();
        assertThat(request.means("ayse@example.org")).isFalse();
        assertThat(request.means(null)).isFalse();
        assertThatThrownBy(() -> new FindOrderRequest("K7QM-2F9X-80T1", null).requiredEmail())
                .hasMessageStartingWith("property_missing");
    }
}
