package io.tillstream.quickstart.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.io.CartStore;

/// One flash sale: everybody wants the same SKU, and one of a hundred others with it.
///
/// @param hot   sku that is in every cart
/// @param carts filled, each with two lines
/// @param asks  a checkout of each cart
record Sale(String hot, List<Cart> carts, List<CartCommand> asks) {

    private static final int OTHERS = 100;
    private static final long PRICE = 4_900;
    private static final int AT_ONCE = 1_000;

    /// Stock for everybody, and the carts as buyers have filled them.
    static Sale open(JdbcTemplate jdbc, int buyers) {
        var name = "SALE-" + UUID.randomUUID().toString().substring(0, 8);
        var hot = name + "-HOT";
        stock(jdbc, name, hot, buyers);
        var carts = IntStream.range(0, buyers).mapToObj(buyer -> cart(hot, name + "-" + buyer % OTHERS)).toList();
        var store = new CartStore(jdbc);
        for (int from = 0; from < buyers; from += AT_ONCE) {
            store.write(carts.subList(from, Math.min(buyers, from + AT_ONCE)), Map.of(), Instant.now());
        }
        return new Sale(hot, carts, carts.stream().map(Sale::checkout).toList());
    }

    private static void stock(JdbcTemplate jdbc, String name, String hot, int buyers) {
        jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values (?, 'Sneaker', '', 'USD', ?, true, 1, now())""", name, PRICE);
        var skus = new ArrayList<>(List.of(hot));
        IntStream.range(0, OTHERS).forEach(other -> skus.add(name + "-" + other));
        skus.forEach(sku -> jdbc.update("""
                insert into product_variant (sku, product_id, attributes, active, stock, version)
                values (?, ?, '{}', true, ?, 1)""", sku, name, buyers));
    }

    private static Cart cart(String hot, String other) {
        var lines = List.of(line(hot), line(other));
        return new Cart(UUID.randomUUID(), Cart.Status.ACTIVE, null, "USD", 4, "buyer@example.com", lines, null);
    }

    private static CartLine line(String sku) {
        return new CartLine(CartLine.id(sku, Map.of()), sku, "Sneaker", Map.of(), 1, PRICE);
    }

    private static CartCommand checkout(Cart cart) {
        return new CartCommand(UUID.randomUUID(), cart.id(), "0123456789abcdef0123456789abcdef",
                new CartCommand.Checkout("pm_card_visa", null));
    }
}
