package io.tillstream.checkout.payment;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;

/// What becomes of an order that nobody will ship: everything that its checkout took is given back, unless a later checkout of the cart has it.
public final class Closing {

    private Closing() {}

    /// No money will come, or none that is right.
    ///
    /// @param reason stable code
    static Decision close(Order order, String reason, Payment payment, Cart cart) {
        var closed = order.closed(reason, payment);
        return givingBack(order, closed, type(closed), cart);
    }

    /// Money has come for an order that nobody wants any more.
    static Decision refunded(Order order, Payment payment, Cart cart) {
        return givingBack(order, order.refunded(payment), "order_refunded", cart);
    }

    private static String type(Order closed) {
        return switch (closed.status()) {
            case EXPIRED -> "order_expired";
            case CANCELLED -> "order_cancelled";
            default -> "order_payment_failed";
        };
    }

    private static Decision givingBack(Order before, Order closed, String type, Cart cart) {
        var reopened = cart.status() == Cart.Status.CHECKED_OUT && closed.id().equals(cart.orderId())
                ? cart.reopened()
                : null;
        var events = new ArrayList<Event>();
        events.add(new Event.OrderChanged(closed, type));
        if (reopened != null) {
            events.add(new Event.CartChanged(reopened, "cart_reopened"));
        }
        return new Decision(null, reopened, List.of(closed), before.holds() ? released(before) : List.of(),
                List.copyOf(events), before.holds() ? given(before) : List.of());
    }

    /// A later checkout of the cart takes over what the order holds; its own payment is ended as before.
    ///
    /// @param place that checkout
    public static Decision superseding(Order order, Decision place) {
        var after = order.superseded();
        var events = new ArrayList<Event>(List.of(new Event.OrderChanged(after, "order_superseded")));
        events.addAll(place.events());
        return new Decision(place.outcome(), place.cart(), both(after, place.orders()),
                both(released(order), place.movements()), List.copyOf(events), both(given(order), place.uses()));
    }

    private static List<StockMovement> released(Order order) {
        return StockMovement.perVariant(order.id(), StockMovement.Kind.RELEASED, order.lines(), OrderLine::sku,
                OrderLine::quantity);
    }

    private static List<DiscountUse.Change> given(Order order) {
        @Nullable
        String code = order.discountCode();
        return code == null ? List.of() : List.of(new DiscountUse.GivenBack(order.id(), code));
    }

    private static <T> List<T> both(T one, List<T> more) {
        return both(List.of(one), more);
    }

    private static <T> List<T> both(List<? extends T> one, List<? extends T> more) {
        var all = new ArrayList<T>(one);
        all.addAll(more);
        return List.copyOf(all);
    }
}
