package io.tillstream.quickstart.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.checkout.order.OrderNumber;

class OrderNameTest {

    private final OrderName.Converter converter = new OrderName.Converter();

    @ParameterizedTest
    @ValueSource(strings = {"K7QM-2F9X-8R01", "k7qm-2f9x-8r01", "K7QM2F9X8R01", "k7qm 2f9x 8roi", "K7QM-2F9X-8ROL"})
    void takesANumberAsItWasHeard(String heard) {
        assertThat(converter.convert(heard)).isEqualTo(new OrderName(null, "K7QM-2F9X-8R01"));
    }

    @Test
    void takesTheNumberOfAnyOrder() {
        for (int i = 0; i < 1_000; i++) {
            var number = OrderNumber.of(UUID.randomUUID());
            assertThat(converter.convert(number)).isEqualTo(new OrderName(null, number));
        }
    }

    @Test
    void takesAnId() {
        var id = UUID.randomUUID();
        assertThat(converter.convert(id.toString())).isEqualTo(new OrderName(id, null));
    }
}
