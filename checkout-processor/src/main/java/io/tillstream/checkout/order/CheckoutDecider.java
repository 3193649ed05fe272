package io.tillstream.checkout.order;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.Variants;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.pricing.MinimumCharge;
import io.tillstream.checkout.pricing.Totals;

/// Decides whether a cart becomes an order. Either all of it does, or nothing changes and all that stands in the way is named.
public final class CheckoutDecider {

    private CheckoutDecider() {}

    public static Decision decide(CartCommand command, Checkout checkout, Cart cart, Variants variants) {
        if (cart.lines().isEmpty()) {
            return Decision.refused(Outcome.refused("cart_empty", "there is nothing in the cart"));
        }
        var missing = missing(cart, variants);
        if (!missing.isEmpty()) {
            return Decision.refused(Outcome.refused("out_of_stock", "the stock does not suffice for every line",
                    Map.of("lines", missing)));
        }
        var lines = cart.lines().stream().map(line -> ordered(line, variants)).toList();
        var totals = Totals.of(lines.stream().map(line -> new Totals.Line(line.quantity(), line.unitPrice())).toList());
        var risen = risen(cart, lines);
        var accepted = checkout.acceptedTotal();
        if (accepted == null ? !risen.isEmpty() : totals.total() > accepted) {
            return Decision.refused(
                    Outcome.refused("price_changed",
                            "it costs more than the buyer has agreed to; repeat the checkout with accepted_total",
                            Map.of("lines", risen, "total", totals.total(), "currency", cart.currency())));
        }
        if (totals.total() > 0 && totals.total() < MinimumCharge.of(cart.currency())) {
            return Decision.refused(Outcome.refused("amount_too_small",
                    "the least that can be charged is %d %s in minor units"
                            .formatted(MinimumCharge.of(cart.currency()), cart.currency()),
                    Map.of("total", totals.total())));
        }
        return place(command, checkout, cart, lines, totals);
    }

    private static Decision place(CartCommand command, Checkout checkout, Cart cart, List<OrderLine> lines,
            Totals totals) {
        var free = totals.total() == 0;
        var order = new Order(orderId(command, cart), cart.id(), command.commandId(), Order.Status.PENDING_PAYMENT,
                null, 1,
                cart.userId(), cart.email(),
                cart.currency(), totals, lines, Payment.requested(checkout.paymentMethod()));
        var after = cart.checkedOut(order.id());
        var events = new ArrayList<Event>(List.of(new Event.CartChanged(after, "cart_checked_out"),
                new Event.OrderChanged(order, "order_placed")));
        var last = order;
        if (free) {
            last = order.confirmed(order.payment());
            events.add(new Event.OrderChanged(last, "order_confirmed"));
        } else {
            events.add(new Event.PaymentDue(order));
        }
        var held = StockMovement.perVariant(order.id(), StockMovement.Kind.HELD, lines, OrderLine::sku,
                OrderLine::quantity);
        return new Decision(Outcome.ordered(order.id()), after, last, held, List.copyOf(events));
    }

    /// Demand is summed per variant first: two lines of one variant do not each get the whole stock.
    private static List<Map<String, Object>> missing(Cart cart, Variants variants) {
        var missing = new ArrayList<Map<String, Object>>();
        for (var line : cart.lines()) {
            int available = available(variants.find(line.sku()));
            if (cart.quantityOf(line.sku()) > available) {
                missing.add(Map.of("line_id", line.id(), "sku", line.sku(), "requested", cart.quantityOf(line.sku()),
                        "available", available));
            }
        }
        return missing;
    }

    private static int available(@Nullable Variant variant) {
        return variant == null || !variant.active() ? 0 : variant.stock();
    }

    /// What is charged is today's price, captured or lower; a higher one needs the buyer's consent.
    private static OrderLine ordered(CartLine line, Variants variants) {
        var variant = variants.find(line.sku());
        long price = variant == null ? line.unitPrice() : variant.price();
        return new OrderLine(line.id(), line.sku(), line.title(), line.options(), line.quantity(), price);
    }

    private static List<Map<String, Object>> risen(Cart cart, List<OrderLine> lines) {
        var captured = new HashMap<String, Long>();
        cart.lines().forEach(line -> captured.put(line.id(), line.unitPrice()));
        var risen = new ArrayList<Map<String, Object>>();
        for (var line : lines) {
            long before = captured.getOrDefault(line.id(), line.unitPrice());
            if (line.unitPrice() > before) {
                risen.add(Map.of("line_id", line.id(), "sku", line.sku(), "old_price", before, "new_price",
                        line.unitPrice()));
            }
        }
        return risen;
    }

    /// Derived, so that a checkout is one order however often its batch is applied. Keys are forgotten after days: the cart's version keeps an old
    /// key from meaning an old order.
    private static UUID orderId(CartCommand command, Cart cart) {
        return UUID.nameUUIDFromBytes(
                "order %s %d".formatted(command.commandId(), cart.version()).getBytes(StandardCharsets.UTF_8));
    }
}
