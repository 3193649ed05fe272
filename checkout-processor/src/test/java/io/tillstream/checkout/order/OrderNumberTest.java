package io.tillstream.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

class OrderNumberTest {

    @Test
    void isSixtyBitsOfTheIdInBase32() {
        assertThat(OrderNumber.of(UUID.fromString("00000000-0000-3000-8000-000000000000"))).isEqualTo("0000-0000-0000");
        assertThat(OrderNumber.of(UUID.fromString("ffffffff-ffff-3fff-bfff-ffffffffffff"))).isEqualTo("ZZZZ-ZZZZ-ZZZZ");
        assertThat(OrderNumber.of(UUID.fromString("00443214-c742-354b-8000-000000000000"))).isEqualTo("0123-4567-89AB");
    }
}
