package io.tillstream.checkout.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.CancelOrder;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.payment.PaymentNews.Said;
import io.tillstream.checkout.payment.PaymentNews.Succeeded;

/// One cart with two shirts at 20.00 of a stock of so many, and a clock. Every step is a batch of its own.
final class PaidShop {

    static final UUID CART = new UUID(1, 1);
    static final String SHIRT = "SHIRT";
    static final long TOTAL = 4_000;
    static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    final List<Event> events = new ArrayList<>();
    final List<StockMovement> movements = new ArrayList<>();
    Instant now = START;
    private final Map<UUID, List<Succeeded>> ledger = new LinkedHashMap<>();
    private final Map<UUID, Order> orders = new LinkedHashMap<>();
    private @Nullable Cart cart;
    private Variant shirt;
    private long commands;
    private @Nullable UUID checkout;

    PaidShop(int stock) {
        shirt = new Variant(SHIRT, "Shirt", "USD", 2_000, true, stock, 1, "shirt", "standard");
        ask(new CreateCart("USD"));
        ask(new AddItem(SHIRT, 2, Map.of()));
    }

    Outcome ask(Ask ask) {
        var command = new CartCommand(new UUID(3, commands++), CART, "hash", ask, now);
        if (ask instanceof Checkout) {
            checkout = command.commandId();
        }
        return batch(shop -> shop.decide(command)).answers().getLast().decided().outcome();
    }

    /// @param method null: the storefront confirms
    Outcome checksOut(@Nullable String method) {
        return ask(new Checkout(method, null));
    }

    Outcome cancels() {
        return ask(new CancelOrder(Objects.requireNonNull(checkout)));
    }

    void says(Order order, Said... news) {
        for (var said : news) {
            if (said instanceof Succeeded paid) {
                paid(order).add(paid);
            }
            batch(shop -> shop.decide(new PaymentNews(order.id(), CART, said), now));
        }
    }

    /// What Stripe said that it has taken.
    List<Succeeded> paid(Order order) {
        return ledger.computeIfAbsent(order.id(), _ -> new ArrayList<>());
    }

    /// Time goes by, and each order is told when it is due.
    void after(Duration time) {
        var until = now.plus(time);
        for (var due = next(until); due != null; due = next(until)) {
            var order = due;
            var at = Objects.requireNonNull(order.dueAt());
            now = at.isAfter(now) ? at : now;
            batch(shop -> shop.due(order.id(), CART));
        }
        now = until;
    }

    private @Nullable Order next(Instant until) {
        Order next = null;
        var first = until;
        for (var order : orders.values()) {
            var at = order.dueAt();
            if (at != null && !at.isAfter(first)) {
                next = order;
                first = at;
            }
        }
        return next;
    }

    private Shop batch(Consumer<Shop> what) {
        var shop = new Shop(cart == null ? List.of() : List.of(cart), orders.values(), List.of(shirt), List.of(),
                Pricing.NONE, CartRules.DEFAULTS, now);
        what.accept(shop);
        shop.changedCarts().forEach(each -> cart = each);
        shop.changedOrders().forEach(each -> orders.put(each.id(), each));
        shirt = Objects.requireNonNull(shop.variant(SHIRT));
        movements.addAll(shop.movements());
        shop.happened().forEach(each -> events.add(each.event()));
        return shop;
    }

    /// The latest.
    Order order() {
        return List.copyOf(orders.values()).getLast();
    }

    Order first() {
        return orders.values().iterator().next();
    }

    List<Order> orders() {
        return List.copyOf(orders.values());
    }

    Cart cart() {
        return Objects.requireNonNull(cart);
    }

    int stock() {
        return shirt.stock();
    }

    <E extends Event> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Of one order.
    List<String> types(Order order) {
        return events(Event.OrderChanged.class).stream().filter(event -> event.after().id().equals(order.id()))
                .map(Event.OrderChanged::type).toList();
    }
}
