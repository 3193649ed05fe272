package io.tillstream.api.checkout;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.tillstream.event.CartEvent;
import io.tillstream.event.InventoryEvent;
import io.tillstream.event.OrderEvent;

/// Which records one checkout caused. Carts and orders say what caused them. Inventory tells of a whole batch of decisions and names no order, so an
/// event counts if it is of the time of a batch that moved stock for this order: all events of a batch have the same time, a millisecond. That
/// is a guess where lanes race: batches of two lanes may have the same time, and then both their events count. An event may come before
/// the order's own, and is held back until that is there; of more than 1,000 such events the oldest are left out.
public final class Causes {

    private static final int MOST_HELD = 1_000;
    private static final Set<String> MOVES_STOCK = Set.of("order_placed", "order_payment_failed", "order_expired",
            "order_cancelled", "order_superseded", "order_refunded");

    private final String command;
    private final String order;
    private final Set<String> skus;
    private final Set<Instant> batches = new HashSet<>();
    private final Deque<CausedRecord> held = new ArrayDeque<>();
    private boolean complete;

    /// @param command that the checkout is
    /// @param skus    of the order's lines
    public Causes(UUID command, UUID order, Set<String> skus) {
        this.command = command.toString();
        this.order = order.toString();
        this.skus = skus;
    }

    /// What can be shown now that this record has been read, in the order of each partition; mostly nothing, or the record itself.
    public List<CausedRecord> offer(CausedRecord record) {
        return switch (record.value()) {
            case OrderEvent event -> event.getOrderId().equals(order) ? ordered(record, event) : List.of();
            case CartEvent event ->
                event.getCause().equals(command) || event.getCause().endsWith(order) ? List.of(record) : List.of();
            case InventoryEvent event -> skus.contains(event.getSku()) ? stocked(record, event) : List.of();
            default -> List.of();
        };
    }

    /// Whether the order's last event was seen.
    public boolean complete() {
        return complete;
    }

    private List<CausedRecord> ordered(CausedRecord record, OrderEvent event) {
        complete |= OrderView.isFinal(event.getStatus());
        var shown = new ArrayList<CausedRecord>();
        shown.add(record);
        if (MOVES_STOCK.contains(event.getType()) && batches.add(event.getAt())) {
            held.stream().filter(one -> isOf(event.getAt(), one)).forEach(shown::add);
            held.removeIf(one -> isOf(event.getAt(), one));
        }
        return shown;
    }

    private List<CausedRecord> stocked(CausedRecord record, InventoryEvent event) {
        if (batches.contains(event.getAt())) {
            return List.of(record);
        }
        if (held.size() == MOST_HELD) {
            held.removeFirst();
        }
        held.addLast(record);
        return List.of();
    }

    private static boolean isOf(Instant batch, CausedRecord record) {
        return record.value() instanceof InventoryEvent event && event.getAt().equals(batch);
    }
}
