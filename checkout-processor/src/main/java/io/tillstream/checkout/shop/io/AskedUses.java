package io.tillstream.checkout.shop.io;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.discount.Buyer;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.io.DiscountStore.Asked;
import io.tillstream.checkout.order.Order;

/// Which uses of codes decisions may look at: of each cart its codes, by whoever it may belong to in the course of the batch. Each half of who
/// somebody is counts by itself.
final class AskedUses {

    private final Map<UUID, Set<String>> codes = new HashMap<>();
    private final Map<UUID, Set<Buyer>> buyers = new HashMap<>();

    AskedUses(List<CartCommand> commands, Collection<Cart> carts) {
        for (var cart : carts) {
            code(cart.id(), cart.terms().discountCode());
            buyer(cart.id(), cart.buyer());
        }
        for (var command : commands) {
            if (command.ask() instanceof CartCommand.ApplyDiscount apply) {
                code(command.cartId(), Discount.code(apply.code()));
            } else if (command.ask() instanceof CartCommand.SetContact contact) {
                buyer(command.cartId(), Buyer.of(null, contact.email()));
            } else if (command.ask() instanceof CartCommand.CreateCart) {
                buyer(command.cartId(), Buyer.of(command.caller().userId(), null));
            } else if (command.ask() instanceof CartCommand.TakeOver handed) {
                code(command.cartId(), handed.terms().discountCode());
                buyer(command.cartId(), Buyer.of(null, handed.email()));
            }
        }
    }

    private void code(UUID cartId, @Nullable String code) {
        if (code != null) {
            codes.computeIfAbsent(cartId, _ -> new HashSet<>()).add(code);
        }
    }

    private void buyer(UUID cartId, Buyer buyer) {
        if (!buyer.unknown()) {
            buyers.computeIfAbsent(cartId, _ -> new HashSet<>()).add(buyer);
        }
    }

    /// @param known   discounts of the batch
    /// @param givenUp orders of the batch that may give back their uses: as many more have to be known
    Set<Asked> of(Collection<Discount> known, Collection<Order> givenUp) {
        var most = new HashMap<String, Integer>();
        for (var discount : known) {
            Integer each = discount.limits().maxPerBuyer();
            if (each != null) {
                most.put(discount.code(), each);
            }
        }
        givenUp.forEach(order -> most.computeIfPresent(String.valueOf(order.discountCode()),
                (_, before) -> before == Integer.MAX_VALUE ? before : before + 1));
        var asked = new HashSet<Asked>();
        codes.forEach((cartId, ofCart) -> {
            var whose = buyers.getOrDefault(cartId, Set.of());
            ofCart.stream().filter(most::containsKey).forEach(
                    code -> whose.forEach(buyer -> asked.add(new Asked(code, buyer, most.getOrDefault(code, 0)))));
        });
        return asked;
    }
}
