package io.tillstream.checkout.decision;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.order.Order;

/// What is to be written and published. Nothing has happened yet.
///
/// @param outcome   null where nobody waits for one
/// @param cart      after the change, or null: unchanged
/// @param orders    that change, after the change
/// @param movements of stock
/// @param events    in publishing order
/// @param uses      of discounts that change, in order
public record Decision(@Nullable Outcome outcome, @Nullable Cart cart, List<Order> orders,
        List<StockMovement> movements, List<Event> events, List<DiscountUse.Change> uses) {

    /// Of one cart.
    public Decision(@Nullable Outcome outcome, @Nullable Cart cart, List<Event> events) {
        this(outcome, cart, List.of(), List.of(), events, List.of());
    }

    /// Of one order, which takes and gives back nothing.
    public Decision(@Nullable Outcome outcome, Order order, List<Event> events) {
        this(outcome, null, List.of(order), List.of(), events, List.of());
    }

    /// Nothing changes.
    public static Decision refused(Outcome outcome) {
        return new Decision(outcome, (Cart) null, List.of());
    }

    /// Nothing changes, because it is so already.
    public static Decision answered(Outcome outcome) {
        return refused(outcome);
    }

    /// Nothing changes, and nobody is told.
    public static Decision nothing() {
        return new Decision(null, (Cart) null, List.of());
    }

    /// An order tells of its change.
    public static Decision changed(Order order, String type) {
        return new Decision(null, order, List.of(new Event.OrderChanged(order, type)));
    }

    public Decision and(Event... more) {
        return new Decision(outcome, cart, orders, movements,
                Stream.concat(events.stream(), Stream.of(more)).toList(), uses);
    }

    public Decision answering(Outcome answer) {
        return new Decision(answer, cart, orders, movements, events, uses);
    }

    /// For a command, which always gets an answer.
    public Outcome outcomeOrAccepted() {
        return outcome == null ? Outcome.accepted() : outcome;
    }
}
