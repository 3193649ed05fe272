package io.tillstream.checkout.cart;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.ChangeQuantity;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.MoveToCart;
import io.tillstream.checkout.cart.CartCommand.RemoveDiscount;
import io.tillstream.checkout.cart.CartCommand.RemoveItem;
import io.tillstream.checkout.cart.CartCommand.RemoveSaved;
import io.tillstream.checkout.cart.CartCommand.SaveForLater;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartCommand.SetShippingMethod;
import io.tillstream.checkout.cart.CartCommand.TakeOver;
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
        if (cart == null || !mayAsk(command, cart) || cart.expired(facts.at())) {
            return Decision.refused(Outcome.refused("cart_not_found", "there is no such cart"));
        }
        var expected = command.caller().expectedVersion();
        if (expected != null && expected != cart.version()) {
            return Decision.refused(Outcome.refused("cart_changed",
                    "the cart is of version %d, not %d; read it again".formatted(cart.version(), expected),
                    Map.of("version", cart.version())));
        }
        return cart.active() || command.ask() instanceof MergeInto ? ask(command, cart, facts) : notActive(cart);
    }

    /// Whoever signs in may hand over the guest's cart whose token he has shown.
    private static boolean mayAsk(CartCommand command, Cart cart) {
        return command.ask() instanceof MergeInto
                ? cart.userId() == null && command.caller().userId() != null
                : Objects.equals(command.caller().userId(), cart.userId());
    }

    private static Decision ask(CartCommand command, Cart cart, Facts facts) {
        return switch (command.ask()) {
            case CreateCart create -> create(command, create, cart);
            case AddItem add -> add(cart, add, facts, "item_added");
            case ChangeQuantity change -> change(cart, change, facts);
            case RemoveItem remove -> remove(cart, remove);
            case SaveForLater save -> SavedDecider.save(cart, save);
            case MoveToCart move -> SavedDecider.move(cart, move, facts);
            case RemoveSaved remove -> SavedDecider.remove(cart, remove);
            case SetContact contact -> contact(cart, contact);
            case ApplyDiscount apply -> TermsDecider.apply(cart, apply, facts);
            case RemoveDiscount() -> TermsDecider.removeDiscount(cart, facts);
            case SetShippingAddress address -> TermsDecider.address(cart, address, facts);
            case SetShippingMethod method -> TermsDecider.method(cart, method, facts);
            case MergeInto merge -> MergeDecider.merge(merge, Objects.requireNonNull(command.caller().userId()), cart);
            case TakeOver handed -> MergeDecider.takeOver(handed, cart, facts);
            case Checkout checkout -> CheckoutDecider.decide(command, checkout, cart, facts);
        };
    }

    static Decision notActive(Cart cart) {
        var data = new HashMap<String, Object>();
        if (cart.orderId() != null) {
            data.put("order_id", cart.orderId().toString());
        }
        if (cart.mergedInto() != null) {
            data.put("merged_into", cart.mergedInto().toString());
        }
        return Decision.refused(Outcome.refused("cart_not_active",
                "the cart is " + cart.status() + " and cannot be changed", data));
    }

    private static Decision create(CartCommand command, CreateCart create, @Nullable Cart existing) {
        if (existing != null) {
            return Decision.refused(Outcome.refused("cart_exists", "there is a cart of that id already"));
        }
        var cart = new Cart(command.cartId(), Cart.Status.ACTIVE, command.caller().userId(), create.currency(), 1, null,
                List.of(), null);
        return changed(cart, "cart_created");
    }

    /// @param event that says why
    static Decision add(Cart cart, AddItem add, Facts facts, String event) {
        var variant = facts.variants().find(add.sku());
        if (variant == null || !variant.active()) {
            return Decision.refused(Outcome.refused("variant_not_found", "no variant %s is sold".formatted(add.sku())));
        }
        if (!variant.currency().equals(cart.currency())) {
            return Decision.refused(Outcome.refused("currency_mismatch",
                    "%s is sold in %s, the cart is in %s".formatted(add.sku(), variant.currency(), cart.currency())));
        }
        var line = cart.line(CartLine.id(add.sku(), add.options()))
                .orElse(CartLine.of(variant, add.options(), facts.at()));
        if (line.quantity() == 0 && cart.lines().size() >= Cart.MAX_LINES) {
            return Decision.refused(
                    Outcome.refused("too_many_lines", "a cart holds at most %d lines".formatted(Cart.MAX_LINES)));
        }
        return setQuantity(cart, line, (long) line.quantity() + add.quantity(), facts, event);
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
            return outOfRange(quantity);
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
    static Price captured(CartLine line, Variant variant, Facts facts) {
        var now = variant.priceAt(facts.at());
        boolean outlives = facts.rules().honourPromotions() && line.price().origin() == Price.Origin.PROMOTION;
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

    static Decision outOfRange(long quantity) {
        return Decision.refused(Outcome.refused("quantity_out_of_range",
                "a line holds 1 to %d units, not %d".formatted(MAX_QUANTITY, quantity)));
    }

    static Decision noSuchLine(String lineId) {
        return Decision.refused(Outcome.refused("line_not_found", "the cart has no line %s".formatted(lineId)));
    }

    static Decision changed(Cart after, String event) {
        return new Decision(Outcome.accepted(), after, null, List.of(), List.of(new Event.CartChanged(after, event)));
    }
}
