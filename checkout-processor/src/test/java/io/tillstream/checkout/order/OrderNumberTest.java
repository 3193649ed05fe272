package io.tillstream.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberTest {

    @Test
    void isSixtyBitsOfTheIdInBase32() {
        assertThat(OrderNumber.of(UUID.fromString("00000000-0000-3000-8000-000000000000"))).isEqualTo("0000-0000-0000");
        assertThat(OrderNumber.of(UUID.fromString("ffffffff-ffff-3fff-bfff-ffffffffffff"))).isEqualTo("ZZZZ-ZZZZ-ZZZZ");
        assertThat(OrderNumber.of(UUID.fromString("00443214-c742-354b-8000-000000000000"))).isEqualTo("0123-4567-89AB");
    }

    @Test
    void isReadHoweverAPersonSaysIt() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var number = OrderNumber.of(new UUID(random.nextLong(), random.nextLong()));

            assertThat(OrderNumber.read(number)).isEqualTo(number);
            assertThat(OrderNumber.read(said(number, random))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "----", "K7QM-2F9X-8RT", "K7QM-2F9X-8RTAA", "K7QM-2F9X-8RTU",
            "K7QM-2F9X-8R\u00d8A",
            "K7QM_2F9X_8RTA"})
    void anythingElseIsNone(String said) {
        assertThat(OrderNumber.read(said)).isNull();
    }

    private static String said(String number, Random random) {
        var said = new StringBuilder();
        for (char digit : number.replace("-", "").toCharArray()) {
            said.append(switch (digit) {
                case '0' -> pick("0Oo", random);
                case '1' -> pick("1IiLl", random);
                default -> String.valueOf(digit);
            }).append(pick(" -\u00a0\u2013\t", random).repeat(random.nextInt(2)));
        }
        return random.nextBoolean() ? said.toString() : said.toString().toLowerCase(Locale.ROOT);
    }

    private static String pick(String from, Random random) {
        int at = random.nextInt(from.length());
        return from.substring(at, at + 1);
    }
}
