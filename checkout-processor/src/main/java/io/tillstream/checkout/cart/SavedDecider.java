package io.tillstream.checkout.cart;

import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.MoveToCart;
import io.tillstream.checkout.cart.CartCommand.RemoveSaved;
import io.tillstream.checkout.cart.CartCommand.SaveForLater;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;

/// Decides what is kept for later.
final class SavedDecider {

    private SavedDecider() {}

    /// What is kept already of the same variant with the same options grows, and gets the price of the line.
    static Decision save(Cart cart, SaveForLater ask) {
        var line = cart.line(ask.lineId());
        if (line.isEmpty()) {
            return CartDecider.noSuchLine(ask.lineId());
        }
        var before = cart.savedLine(ask.lineId());
        if (before.isEmpty() && cart.saved().size() >= Cart.MAX_LINES) {
            return Decision.refused(Outcome.refused("too_many_lines",
                    "at most %d lines are kept for later".formatted(Cart.MAX_LINES)));
        }
        int quantity = line.get().quantity() + before.map(SavedLine::quantity).orElse(0);
        return quantity > CartDecider.MAX_QUANTITY
                ? CartDecider.outOfRange(quantity)
                : CartDecider.changed(cart.save(SavedLine.of(line.get()).withQuantity(quantity)), "saved_for_later");
    }

    /// As if it were added now.
    static Decision move(Cart cart, MoveToCart ask, Facts facts) {
        var saved = cart.savedLine(ask.lineId());
        return saved.isEmpty()
                ? CartDecider.noSuchLine(ask.lineId())
                : CartDecider.add(cart.withoutSaved(ask.lineId()),
                        new AddItem(saved.get().sku(), saved.get().quantity(), saved.get().options()), facts,
                        "moved_to_cart");
    }

    static Decision remove(Cart cart, RemoveSaved ask) {
        return cart.savedLine(ask.lineId()).isEmpty()
                ? CartDecider.noSuchLine(ask.lineId())
                : CartDecider.changed(cart.forget(ask.lineId()), "saved_removed");
    }

}
