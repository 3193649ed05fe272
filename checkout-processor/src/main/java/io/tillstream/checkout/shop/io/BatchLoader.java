package io.tillstream.checkout.shop.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.io.CartStore;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.io.DiscountStore;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.order.io.OrderStore;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.shop.Pricing;
import io.tillstream.checkout.shop.Shop;
import io.tillstream.checkout.shop.io.CommandReader.Input;

/// Loads all that a batch touches, with a number of statements that does not depend on how much that is. Carts and orders are locked; variants and
/// discounts only where stock or uses may change. Who touches no discount runs no statement for them.
final class BatchLoader {

    /// @param carts  as they were before the batch
    /// @param orders that were there before the batch
    record Loaded(Shop shop, Map<UUID, Cart> carts, Set<UUID> orders) {}

    private final CartStore carts;
    private final OrderStore orders;
    private final StockStore stock;
    private final DiscountStore discounts;
    private final OutcomeStore outcomes;
    private final Supplier<PriceTables> tables;
    private final boolean honourPromotions;

    BatchLoader(CartStore carts, OrderStore orders, StockStore stock, DiscountStore discounts, OutcomeStore outcomes,
            Supplier<PriceTables> tables, boolean honourPromotions) {
        this.carts = carts;
        this.orders = orders;
        this.stock = stock;
        this.discounts = discounts;
        this.outcomes = outcomes;
        this.tables = tables;
        this.honourPromotions = honourPromotions;
    }

    Loaded load(List<Input> inputs) {
        var commands = new ArrayList<CartCommand>();
        var cartIds = new TreeSet<UUID>();
        var orderIds = new TreeSet<UUID>();
        for (var input : inputs) {
            switch (input) {
                case Input.Command(var command, var _) -> {
                    commands.add(command);
                    cartIds.add(command.cartId());
                }
                case Input.News(var news, var _) -> {
                    cartIds.add(news.cartId());
                    orderIds.add(news.orderId());
                }
                case Input.Dead _ -> {
                }
            }
        }
        var decided = outcomes.read(new HashSet<>(commands.stream().map(CartCommand::commandId).toList()));
        var lockedCarts = new HashMap<UUID, Cart>();
        carts.lock(cartIds).forEach(cart -> lockedCarts.put(cart.id(), cart));
        var lockedOrders = orders.lock(orderIds);
        var checkedOut = new HashSet<UUID>();
        commands.stream().filter(command -> command.ask() instanceof CartCommand.Checkout)
                .forEach(command -> checkedOut.add(command.cartId()));
        var shop = new Shop(lockedCarts.values(), lockedOrders,
                variants(commands, checkedOut, lockedCarts, lockedOrders), decided,
                pricing(commands, checkedOut, lockedCarts, lockedOrders));
        return new Loaded(shop, lockedCarts, new HashSet<>(lockedOrders.stream().map(Order::id).toList()));
    }

    /// Variants are locked only where stock may change: those of carts that are checked out and of orders that may close.
    private List<Variant> variants(List<CartCommand> commands, Set<UUID> checkedOut, Map<UUID, Cart> lockedCarts,
            List<Order> lockedOrders) {
        var read = new TreeSet<String>();
        var locked = new TreeSet<String>();
        var added = new HashMap<UUID, Set<String>>();
        for (var command : commands) {
            var skus = added.computeIfAbsent(command.cartId(), id -> skus(lockedCarts.get(id)));
            if (command.ask() instanceof CartCommand.AddItem add) {
                skus.add(add.sku());
            }
        }
        added.forEach((cartId, skus) -> (checkedOut.contains(cartId) ? locked : read).addAll(skus));
        lockedOrders.stream().filter(order -> order.status().open())
                .forEach(order -> locked.addAll(order.lines().stream().map(OrderLine::sku).toList()));
        read.removeAll(locked);
        var all = new ArrayList<>(stock.lock(locked));
        all.addAll(stock.read(read));
        return all;
    }

    private static Set<String> skus(@Nullable Cart cart) {
        return cart == null ? new TreeSet<>() : new TreeSet<>(cart.lines().stream().map(CartLine::sku).toList());
    }

    /// Codes that are on the carts or come onto them. Those of carts that are checked out and of orders that may close are locked.
    private Pricing pricing(List<CartCommand> commands, Set<UUID> checkedOut, Map<UUID, Cart> lockedCarts,
            List<Order> lockedOrders) {
        var read = new TreeSet<String>();
        var locked = new TreeSet<String>();
        for (var cart : lockedCarts.values()) {
            add(cart.terms().discountCode(), checkedOut.contains(cart.id()) ? locked : read);
        }
        for (var command : commands) {
            if (command.ask() instanceof CartCommand.ApplyDiscount apply) {
                var code = Discount.code(apply.code());
                add(Discount.isCode(code) ? code : null, checkedOut.contains(command.cartId()) ? locked : read);
            }
        }
        lockedOrders.stream().filter(order -> order.status().open())
                .forEach(order -> add(order.discountCode(), locked));
        read.removeAll(locked);
        var all = new ArrayList<>(discounts.lock(locked));
        all.addAll(discounts.read(read));
        var uses = discounts.uses(new AskedUses(commands, lockedCarts.values()).of(all, lockedOrders));
        return new Pricing(all, uses, tables.get(), honourPromotions);
    }

    private static void add(@Nullable String code, Set<String> codes) {
        if (code != null) {
            codes.add(code);
        }
    }
}
