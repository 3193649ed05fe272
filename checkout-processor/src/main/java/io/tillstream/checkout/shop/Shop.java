package io.tillstream.checkout.shop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartDecider;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.payment.PaymentPolicy;

/// What one batch has loaded, and what its decisions have made of it. Each decision sees the ones before it.
public final class Shop {

    /// @param bodyHash of the command that was decided
    public record Decided(UUID commandId, String bodyHash, String subject, Outcome outcome) {

        /// What a later command of that id is told: the same if it asks the same.
        public Answer again(String hash) {
            return hash.equals(bodyHash)
                    ? new Answer(this, true)
                    : new Answer(
                            new Decided(commandId, hash, subject,
                                    Outcome.refused("idempotency_key_reused", "this key was used for something else")),
                            false);
        }
    }

    /// @param replayed whether the outcome is that of an earlier command with the same key
    public record Answer(Decided decided, boolean replayed) {}

    /// @param cause what led to it: a command, or what Stripe said
    public record Happened(Event event, String cause) {}

    private final Map<UUID, Cart> carts = new HashMap<>();
    private final Map<UUID, Order> orders = new HashMap<>();
    private final Map<String, Variant> variants = new HashMap<>();
    private final Map<UUID, Decided> decided = new HashMap<>();

    private final Map<UUID, Cart> changedCarts = new TreeMap<>();
    private final Map<UUID, Order> changedOrders = new TreeMap<>();
    private final List<StockMovement> movements = new ArrayList<>();
    private final Map<UUID, Decided> newlyDecided = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Happened> happened = new ArrayList<>();

    public Shop(Collection<Cart> carts, Collection<Order> orders, Collection<Variant> variants,
            Collection<Decided> decided) {
        carts.forEach(cart -> this.carts.put(cart.id(), cart));
        orders.forEach(order -> this.orders.put(order.id(), order));
        variants.forEach(variant -> this.variants.put(variant.sku(), variant));
        decided.forEach(each -> this.decided.put(each.commandId(), each));
    }

    /// Decides a command once: a repetition gets the first outcome, and the same key for something else is refused.
    public void decide(CartCommand command) {
        var before = decided.get(command.commandId());
        if (before == null) {
            var decision = CartDecider.decide(command, carts.get(command.cartId()), variants::get);
            apply(decision, command.commandId().toString());
            var now = new Decided(command.commandId(), command.bodyHash(), command.cartId().toString(),
                    decision.outcomeOrAccepted());
            decided.put(now.commandId(), now);
            newlyDecided.put(now.commandId(), now);
            answers.add(new Answer(now, false));
        } else {
            answers.add(before.again(command.bodyHash()));
        }
    }

    /// @throws IllegalArgumentException if there is no such order on that cart
    public void decide(PaymentNews news) {
        var order = orders.get(news.orderId());
        var cart = carts.get(news.cartId());
        if (order == null || cart == null || !order.cartId().equals(cart.id())) {
            throw new IllegalArgumentException(
                    "there is no order %s of cart %s".formatted(news.orderId(), news.cartId()));
        }
        apply(PaymentPolicy.decide(news, order, cart), news.said().getClass().getSimpleName() + " " + news.orderId());
    }

    private void apply(Decision decision, String cause) {
        if (decision.cart() != null) {
            carts.put(decision.cart().id(), decision.cart());
            changedCarts.put(decision.cart().id(), decision.cart());
        }
        if (decision.order() != null) {
            orders.put(decision.order().id(), decision.order());
            changedOrders.put(decision.order().id(), decision.order());
        }
        for (var movement : decision.movements()) {
            var variant = variants.get(movement.sku());
            if (variant == null) {
                throw new IllegalStateException("variant %s moves and was not loaded".formatted(movement.sku()));
            }
            variants.put(movement.sku(), variant.changeStock(movement.change()));
            movements.add(movement);
        }
        decision.events().forEach(event -> happened.add(new Happened(event, cause)));
    }

    public Collection<Cart> changedCarts() {
        return changedCarts.values();
    }

    public Collection<Order> changedOrders() {
        return changedOrders.values();
    }

    public List<StockMovement> movements() {
        return movements;
    }

    /// Variants whose stock has changed, by sku, with the sum of the changes.
    public Map<String, Integer> stockChanges() {
        var changes = new TreeMap<String, Integer>();
        movements.forEach(movement -> changes.merge(movement.sku(), movement.change(), Math::addExact));
        return changes;
    }

    public @Nullable Variant variant(String sku) {
        return variants.get(sku);
    }

    public Collection<Decided> newlyDecided() {
        return newlyDecided.values();
    }

    public List<Answer> answers() {
        return answers;
    }

    public List<Happened> happened() {
        return happened;
    }
}
