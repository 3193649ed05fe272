package io.tillstream.checkout.order;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Buyer;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.pricing.MinimumCharge;
import io.tillstream.checkout.pricing.Price;
import io.tillstream.checkout.pricing.Totals;

/// Decides whether a cart becomes an order. Either all of it does, or nothing changes and all that stands in the way is named.
public final class CheckoutDecider {

    private CheckoutDecider() {}

    public static Decision decide(CartCommand command, Checkout checkout, Cart cart, Facts facts) {
        if (cart.lines().isEmpty()) {
            return Decision.refused(Outcome.refused("cart_empty", "there is nothing in the cart"));
        }
        var summary = Summary.of(cart, line -> price(line, facts), facts);
        var obstacles = CheckoutObstacles.of(cart, summary, facts);
        if (!obstacles.none()) {
            return Decision.refused(obstacles.outcome());
        }
        var lines = ordered(cart, summary, facts);
        var totals = summary.totals();
        var risen = risen(cart, lines);
        if (!agreed(checkout, cart, risen.isEmpty(), totals.total())) {
            var data = new LinkedHashMap<String, Object>(summary.data());
            data.put("lines", risen);
            data.put("currency", cart.currency());
            return Decision.refused(Outcome.refused("price_changed",
                    "it costs more than the buyer has agreed to; repeat the checkout with accepted_total", data));
        }
        if (totals.total() > 0 && totals.total() < MinimumCharge.of(cart.currency())) {
            return Decision.refused(Outcome.refused("amount_too_small",
                    "the least that can be charged is %d %s in minor units"
                            .formatted(MinimumCharge.of(cart.currency()), cart.currency()),
                    Map.of("total", totals.total())));
        }
        return place(command, checkout, cart, lines, totals);
    }

    /// Who names no total has agreed to the prices as captured and to the total that was shown last: a line that became cheaper can end free
    /// shipping, and a tax can rise.
    private static boolean agreed(Checkout checkout, Cart cart, boolean asCaptured, long total) {
        var accepted = checkout.acceptedTotal();
        if (accepted != null) {
            return total <= accepted;
        }
        var shown = cart.terms().shownTotal();
        return asCaptured && (shown == null || total <= shown);
    }

    private static Decision place(CartCommand command, Checkout checkout, Cart cart, List<OrderLine> lines,
            Totals totals) {
        var free = totals.total() == 0;
        var order = new Order(orderId(command, cart), cart.id(), command.commandId(), Order.Status.PENDING_PAYMENT,
                null, 1,
                cart.userId(), cart.email(),
                cart.currency(), totals, lines, Payment.requested(checkout.paymentMethod()),
                cart.terms().discountCode());
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
        return new Decision(Outcome.ordered(order.id()), after, last, held, List.copyOf(events), use(order));
    }

    private static DiscountUse.@Nullable Change use(Order order) {
        var code = order.discountCode();
        return code == null
                ? null
                : new DiscountUse.Taken(
                        new DiscountUse(order.id(), code, Buyer.of(order.userId(), order.email())));
    }

    /// What is charged is the price of now, captured or lower; a higher one needs the buyer's consent. Unless the shop honours what it has promoted:
    /// then no line costs more than the promotion that it was captured from.
    private static long price(CartLine line, Facts facts) {
        var variant = facts.variants().find(line.sku());
        if (variant == null) {
            return line.unitPrice();
        }
        long now = variant.priceAt(facts.at()).amount();
        boolean honoured = facts.rules().honourPromotions() && line.price().origin() == Price.Origin.PROMOTION;
        return honoured ? Math.min(now, line.unitPrice()) : now;
    }

    private static List<OrderLine> ordered(Cart cart, Summary summary, Facts facts) {
        var lines = new ArrayList<OrderLine>();
        for (int i = 0; i < cart.lines().size(); i++) {
            var line = cart.lines().get(i);
            lines.add(new OrderLine(line.id(), line.sku(), line.title(), line.options(), line.quantity(),
                    price(line, facts), summary.discounts().get(i)));
        }
        return lines;
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
