package io.tillstream.checkout.shop.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.io.CartStore;
import io.tillstream.checkout.discount.io.DiscountStore;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.order.Order;
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
    private final CartRules rules;

    BatchLoader(JdbcTemplate jdbc, Supplier<PriceTables> tables, CartRules rules) {
        this.carts = new CartStore(jdbc);
        this.orders = new OrderStore(jdbc);
        this.stock = new StockStore(jdbc);
        this.discounts = new DiscountStore(jdbc);
        this.outcomes = new OutcomeStore(jdbc);
        this.tables = tables;
        this.rules = rules;
    }

    Loaded load(List<Input> inputs) {
        var needs = new BatchNeeds(inputs);
        var decided = outcomes.read(needs.commandIds());
        var lockedCarts = new HashMap<UUID, Cart>();
        carts.lock(needs.carts).forEach(cart -> lockedCarts.put(cart.id(), cart));
        var lockedOrders = orders.lock(needs.orders);
        var shop = new Shop(lockedCarts.values(), lockedOrders, variants(needs.variants(lockedCarts, lockedOrders)),
                decided, pricing(needs, lockedCarts, lockedOrders), rules);
        return new Loaded(shop, lockedCarts, new HashSet<>(lockedOrders.stream().map(Order::id).toList()));
    }

    private List<Variant> variants(BatchNeeds.Keys skus) {
        var all = new ArrayList<>(stock.lock(skus.locked()));
        all.addAll(stock.read(skus.read()));
        return all;
    }

    private Pricing pricing(BatchNeeds needs, Map<UUID, Cart> lockedCarts, List<Order> lockedOrders) {
        var codes = needs.codes(lockedCarts, lockedOrders);
        var all = new ArrayList<>(discounts.lock(codes.locked()));
        all.addAll(discounts.read(codes.read()));
        var uses = discounts.uses(new AskedUses(needs.commands, lockedCarts.values()).of(all, lockedOrders));
        return new Pricing(all, uses, tables.get());
    }
}
