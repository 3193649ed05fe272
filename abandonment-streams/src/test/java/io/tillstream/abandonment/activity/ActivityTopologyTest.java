package io.tillstream.abandonment.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.event.CartEvent;
import io.tillstream.schemas.Topics;

class ActivityTopologyTest {

    private static final String CART = "0b3e1f2c-0000-4000-8000-000000000001";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TopologyTestDriver driver = new TopologyTestDriver(ActivityTopology.topology(plainAvro()),
            new Properties());
    private TestInputTopic<String, CartEvent> events;

    @BeforeEach
    void open() {
        events = driver.createInputTopic(Topics.CART_EVENTS.name(), new StringSerializer(), plainAvro().serializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void keepsTheLastActionOfTheBuyer() {
        events.pipeInput(CART, event(1, "cart_created", "ACTIVE"));
        events.pipeInput(CART, event(2, "item_added", "ACTIVE"));

        assertThat(openCarts().get(CART).getVersion()).isEqualTo(2);
    }

    @Test
    void aCartThatIsCheckedOutLeaves() {
        events.pipeInput(CART, event(1, "cart_created", "ACTIVE"));
        events.pipeInput(CART, event(2, "cart_checked_out", "CHECKED_OUT"));

        assertThat(openCarts().get(CART)).isNull();
    }

    @Test
    void aReopenedCartComesBack() {
        events.pipeInput(CART, event(1, "cart_created", "ACTIVE"));
        events.pipeInput(CART, event(2, "cart_checked_out", "CHECKED_OUT"));
        events.pipeInput(CART, event(3, "cart_reopened", "ACTIVE"));

        assertThat(openCarts().get(CART).getVersion()).isEqualTo(3);
    }

    private KeyValueStore<String, CartEvent> openCarts() {
        return driver.getKeyValueStore(ActivityTopology.STORE);
    }

    private static CartEvent event(long version, String type, String status) {
        return CartEvent.newBuilder().setCartId(CART).setVersion(version).setType(type)
                .setAt(NOON.plusSeconds(version)).setStatus(status).setCurrency("USD").setSubtotal(0).setCause("test")
                .build();
    }

    /// Avro as it is on the wire, without the id of a registry.
    private static Serde<CartEvent> plainAvro() {
        return Serdes.serdeFrom((_, value) -> value == null ? null : bytes(value),
                (_, bytes) -> bytes == null ? null : value(bytes));
    }

    private static byte[] bytes(CartEvent value) {
        try {
            var buffer = value.toByteBuffer();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CartEvent value(byte[] bytes) {
        try {
            return CartEvent.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
