package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.lane.LaneGroup;

class LaneSizeTest {

    private final Lane lane = new Lane(new LaneGroup("carts", List.of("cart.commands"), 500), 0);

    @Test
    void takesFewerRecordsAtOnceWithEveryFailureAndAllAgainAfterASuccess() {
        lane.failed(Duration.ofSeconds(1));
        assertThat(lane.recordsAtOnce()).isEqualTo(Integer.MAX_VALUE);
        lane.failed(Duration.ofSeconds(1));
        assertThat(lane.recordsAtOnce()).isEqualTo(256);
        for (int i = 0; i < 60; i++) {
            lane.failed(Duration.ofSeconds(1));
        }
        assertThat(lane.recordsAtOnce()).isEqualTo(1);
        lane.succeeded();
        assertThat(lane.recordsAtOnce()).isEqualTo(Integer.MAX_VALUE);
    }
}
