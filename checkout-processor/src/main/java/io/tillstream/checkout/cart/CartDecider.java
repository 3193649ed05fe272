package io.tillstream.checkout.cart;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.ChangeQuantity;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.RemoveDiscount;
import io.tillstream.checkout.cart.CartCommand.RemoveItem;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartCommand.SetShippingMethod;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.order.CheckoutDecider;
import io.tillstream.checkout.pricing.Price;

/// Decides what becomes of a buyer's command.
public final class CartDecider {

    /// Nobody orders more of one thing, and totals stay far from overflow.
    public static final int MAX_QUANTITY = 9_999;

    private CartDecider() {}

    /// @param cart null: there is none of that id
    public static Decision decide(CartCommand command, @Nullable Cart cart, Facts facts) {
        if (command.ask() instanceof CreateCart create) {
            return create(command, create, cart);
        }
        if (cart == null) {
            return Decision.refused(Outcome.refused("cart_not_found", "there is no such cart"));
        }
        if (!cart.active()) {
            return Decision.refused(
                    Outcome.refused("cart_not_active", "the cart is " + cart.status() + " and cannot be changed",
                            cart.orderId() == null ? Map.of() : Map.of("order_id", cart.orderId().toString())));
        }
        return switch (command.ask()) {
            case CreateCart create -> create(command, create, cart);
            case AddItem add -> add(cart, add, facts);
            case ChangeQuantity change -> change(cart, change, facts);
            case RemoveItem remove -> remove(cart, remove);
            case SetContact contact -> contact(cart, contact);
            case ApplyDiscount apply -> TermsDecider.apply(cart, apply, facts);
            case RemoveDiscount() -> TermsDecider.removeDiscount(cart, facts);
            case SetShippingAddress address -> TermsDecider.address(cart, address, facts);
            case SetShippingMethod method -> TermsDecider.method(cart, method, facts);
            case Checkout checkout -> CheckoutDecider.decide(command, checkout, cart, facts);
        };
    }

    private static Decision create(CartCommand command, CreateCart create, @Nullable Cart existing) {
        if (existing != null) {
            return Decision.refused(Outcome.refused("cart_exists", "there is a cart of that id already"));
        }
        var cart = new Cart(command.cartId(), Cart.Status.ACTIVE, create.userId(), create.currency(), 1, null,
                List.of(), null);
        return changed(cart, "cart_created");
    }

    private static Decision add(Cart cart, AddItem add, Facts facts) {
        var variant = facts.variants().find(add.sku());
        if (variant == null || !variant.active()) {
            return Decision.refused(Outcome.refused("variant_not_found", "no variant %s is sold".formatted(add.sku())));
        }
        if (!variant.currency().equals(cart.currency())) {
            return Decision.refused(Outcome.refused("currency_mismatch",
                    "%s is sold in %s, the cart is in %s".formatted(add.sku(), variant.currency(), cart.currency())));
        }
        var id = CartLine.id(add.sku(), add.options());
        var line = cart.line(id)
                .orElse(new CartLine(id, add.sku(), variant.title(), add.options(), 0, variant.priceAt(facts.at())));
        if (line.quantity() == 0 && cart.lines().size() >= Cart.MAX_LINES) {
            return Decision.refused(
                    Outcome.refused("too_many_lines", "a cart holds at most %d lines".formatted(Cart.MAX_LINES)));
        }
        return setQuantity(cart, line, (long) line.quantity() + add.quantity(), facts, "item_added");
    }

    private static Decision change(Cart cart, ChangeQuantity change, Facts facts) {
        var line = cart.line(change.lineId());
        if (line.isEmpty()) {
            return noSuchLine(change.lineId());
        }
        return setQuantity(cart, line.get(), change.quantity(), facts, "quantity_changed");
    }

    private static Decision setQuantity(Cart cart, CartLine line, long quantity, Facts facts, String event) {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            return Decision.refused(Outcome.refused("quantity_out_of_range",
                    "a line holds 1 to %d units, not %d".formatted(MAX_QUANTITY, quantity)));
        }
        var variant = facts.variants().find(line.sku());
        int available = variant == null || !variant.active() ? 0 : variant.stock();
        long demand = cart.quantityOf(line.sku()) - line.quantity() + quantity;
        if (demand > available && quantity > line.quantity()) {
            return Decision
                    .refused(Outcome.refused("out_of_stock", "%d of %s are available".formatted(available, line.sku()),
                            Map.ofEntries(entry("sku", line.sku()), entry("available", available),
                                    entry("requested", demand))));
        }
        var price = variant != null && quantity > line.quantity() ? captured(line, variant, facts) : line.price();
        var after = cart.put(line.at(price, (int) quantity));
        if (after.textBytes() > Cart.MAX_TEXT_BYTES) {
            return Decision
                    .refused(Outcome.refused("cart_too_large", "the options of all lines together are too long"));
        }
        return changed(after, event);
    }

    /// Of a line that grows. What is cheaper by now is captured; and where a promotion's price outlives it, it does so for no unit that comes later.
    private static Price captured(CartLine line, Variant variant, Facts facts) {
        var now = variant.priceAt(facts.at());
        boolean outlives = facts.honourPromotions() && line.price().origin() == Price.Origin.PROMOTION;
        return outlives || now.amount() < line.unitPrice() ? now : line.price();
    }

    private static Decision remove(Cart cart, RemoveItem remove) {
        return cart.line(remove.lineId()).isEmpty()
                ? noSuchLine(remove.lineId())
                : changed(cart.remove(remove.lineId()), "item_removed");
    }

    private static Decision contact(Cart cart, SetContact contact) {
        var after = cart.withEmail(contact.email());
        return new Decision(Outcome.accepted(), after, null, List.of(),
                List.of(new Event.CartChanged(after, "contact_set"),
                        new Event.ContactSet(after.id(), contact.email())));
    }

    private static Decision noSuchLine(String lineId) {
        return Decision.refused(Outcome.refused("line_not_found", "the cart has no line %s".formatted(lineId)));
    }

    private static Decision changed(Cart after, String event) {
        return new Decision(Outcome.accepted(), after, null, List.of(), List.of(new Event.CartChanged(after, event)));
    }
}
