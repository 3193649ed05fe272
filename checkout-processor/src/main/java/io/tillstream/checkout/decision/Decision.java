package io.tillstream.checkout.decision;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.order.Order;

/// What is to be written and published. Nothing has happened yet.
///
/// @param outcome   null where nobody waits for one
/// @param cart      after the change, or null: unchanged
/// @param order     after the change, or null: unchanged
/// @param movements of stock
/// @param events    in publishing order
/// @param use       of a discount, or null: it stays as it is
public record Decision(@Nullable Outcome outcome, @Nullable Cart cart, @Nullable Order order,
        List<StockMovement> movements, List<Event> events, DiscountUse.@Nullable Change use) {

    public Decision(@Nullable Outcome outcome, @Nullable Cart cart, @Nullable Order order,
            List<StockMovement> movements, List<Event> events) {
        this(outcome, cart, order, movements, events, null);
    }

    /// Nothing changes.
    public static Decision refused(Outcome outcome) {
        return new Decision(outcome, null, null, List.of(), List.of());
    }

    /// Nothing changes, because it is so already.
    public static Decision answered(Outcome outcome) {
        return refused(outcome);
    }

    /// Nothing changes, and nobody is told.
    public static Decision nothing() {
        return new Decision(null, null, null, List.of(), List.of());
    }

    /// For a command, which always gets an answer.
    public Outcome outcomeOrAccepted() {
        return outcome == null ? Outcome.accepted() : outcome;
    }
}
