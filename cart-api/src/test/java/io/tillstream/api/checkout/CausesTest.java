package io.tillstream.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import io.tillstream.api.json.Json;
import io.tillstream.event.CartEvent;
import io.tillstream.event.InventoryEvent;
import io.tillstream.event.OrderEvent;

class CausesTest {

    private static final UUID COMMAND = UUID.fromString("c0000000-0000-4000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("d0000000-0000-4000-8000-000000000001");
    private static final UUID CART = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final Instant PLACED = Instant.ofEpochMilli(1_000);
    private static final Instant FAILED = Instant.ofEpochMilli(2_000);

    private final Causes causes = new Causes(COMMAND, ORDER, Set.of("MUG"));

    @Test
    void takesTheCartsOwnEventsByTheirCause() {
        var bought = record(1, cart("cart_checked_out", COMMAND.toString()));
        var reopened = record(2, cart("cart_reopened", "Canceled " + ORDER));

        assertThat(causes.offer(record(0, cart("item_added", UUID.randomUUID().toString())))).isEmpty();
        assertThat(causes.offer(bought)).containsExactly(bought);
        assertThat(causes.offer(reopened)).containsExactly(reopened);
    }

    @Test
    void takesItsOrderOnlyAndKnowsItsEnd() {
        assertThat(causes.offer(record(0, order(UUID.randomUUID(), "order_confirmed", "CONFIRMED", PLACED)))).isEmpty();
        assertThat(causes.complete()).isFalse();
        assertThat(causes.offer(record(1, order(ORDER, "order_placed", "PENDING_PAYMENT", PLACED)))).hasSize(1);
        assertThat(causes.complete()).isFalse();
        assertThat(causes.offer(record(2, order(ORDER, "order_payment_failed", "PAYMENT_FAILED", FAILED)))).hasSize(1);
        assertThat(causes.complete()).isTrue();
    }

    @Test
    void takesStockThatMovedInTheBatchesOfTheOrderWhicheverComesFirst() {
        var held = record(7, stock("MUG", PLACED));
        var others = record(8, stock("MUG", Instant.ofEpochMilli(1_500)));
        var placed = record(1, order(ORDER, "order_placed", "PENDING_PAYMENT", PLACED));
        var failed = record(2, order(ORDER, "order_payment_failed", "PAYMENT_FAILED", FAILED));
        var released = record(9, stock("MUG", FAILED));

        assertThat(causes.offer(held)).isEmpty();
        assertThat(causes.offer(others)).isEmpty();
        assertThat(causes.offer(placed)).containsExactly(placed, held);
        assertThat(causes.offer(failed)).containsExactly(failed);
        assertThat(causes.offer(released)).containsExactly(released);
        assertThat(causes.offer(record(10, stock("POT", PLACED)))).isEmpty();
    }

    @Test
    void aPaymentMovesNoStock() {
        causes.offer(record(1, order(ORDER, "order_confirmed", "CONFIRMED", FAILED)));

        assertThat(causes.offer(record(2, stock("MUG", FAILED)))).isEmpty();
    }

    @Test
    void aReaderGoesOnAfterWhatItSaw() {
        var cursor = RecordCursor.of(null);
        assertThat(cursor.advance(record(5, stock("MUG", PLACED)))).isTrue();
        var again = RecordCursor.of(cursor.toString());

        assertThat(cursor).hasToString("inventory.events-3@5");
        assertThat(again.advance(record(5, stock("MUG", PLACED)))).isFalse();
        assertThat(again.advance(record(6, stock("MUG", PLACED)))).isTrue();
        assertThat(RecordCursor.of("'; drop--").advance(record(0, stock("MUG", PLACED)))).isTrue();
    }

    @Test
    void anEventSaysWhereItsRecordIs() {
        var cursor = RecordCursor.of(null);
        var record = record(5, stock("MUG", PLACED));
        cursor.advance(record);

        var lines = RecordEvent.of(record, 900, cursor).lines().toList();

        assertThat(lines.subList(0, 2)).containsExactly("id: inventory.events-3@5", "event: record");
        var data = Json.mapper().readTree(lines.get(2).substring("data: ".length()));
        assertThat(data.get("topic").asString()).isEqualTo("inventory.events");
        assertThat(data.get("after_ms").asLong()).isEqualTo(100);
        assertThat(data.get("value").get("at").asLong()).as("as the schema has it").isEqualTo(1_000);
        assertThat(data.get("value").get("stock").asInt()).isEqualTo(4);
    }

    private static CausedRecord record(long offset, SpecificRecord value) {
        return new CausedRecord("inventory.events", 3, offset, PLACED.toEpochMilli(), "key", Map.of(), value);
    }

    private static CartEvent cart(String type, String cause) {
        return CartEvent.newBuilder().setCartId(CART.toString()).setVersion(4).setType(type).setAt(PLACED)
                .setStatus("ACTIVE").setCurrency("USD").setLines(List.of()).setSaved(List.of()).setSubtotal(0)
                .setCause(cause).build();
    }

    private static OrderEvent order(UUID order, String type, String status, Instant at) {
        return OrderEvent.newBuilder().setOrderId(order.toString()).setVersion(1).setType(type).setAt(at)
                .setStatus(status).setCartId(CART.toString()).setCurrency("USD").setLines(List.of()).setSubtotal(0)
                .setDiscount(0)
                .setShipping(0).setTax(0).setTotal(0).setCause("cause").build();
    }

    private static InventoryEvent stock(String sku, Instant at) {
        return new InventoryEvent(sku, 2L, at, 4, -1, null, null);
    }
}
