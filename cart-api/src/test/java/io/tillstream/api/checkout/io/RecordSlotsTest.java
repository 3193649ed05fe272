package io.tillstream.api.checkout.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RecordSlotsTest {

    private static final UUID COMMAND = command(0);

    private final RecordSlots slots = new RecordSlots();

    @Test
    void oneCheckoutTakesTwoAtMost() {
        var taken = List.of(slots.take(COMMAND).orElseThrow(), slots.take(COMMAND).orElseThrow());

        assertThat(slots.take(COMMAND)).isEmpty();
        assertThat(slots.take(command(1))).isPresent();
        taken.getFirst().close();
        assertThat(slots.take(COMMAND)).isPresent();
        assertThat(slots.take(COMMAND)).isEmpty();
    }

    @Test
    void thereIsRoomForSixtyFourInAll() {
        var taken = IntStream.range(0, 64).mapToObj(number -> slots.take(command(number)).orElseThrow()).toList();

        assertThat(slots.take(command(64))).isEmpty();
        taken.getLast().close();
        assertThat(slots.take(command(64))).isPresent();
    }

    private static UUID command(int number) {
        return new UUID(0, number);
    }
}
