package io.tillstream.checkout.cart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.cart.MergePolicy.Held;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.inventory.Variant;

/// What a cart holds after it has taken over another. The stock goes first to what the user had in the cart, then to the lines in their order, the
/// user's before the guest's; what it does not suffice for is saved for later, and so is what is not sold any more.
///
/// @param report as an answer carries it
record JoinedLines(List<CartLine> lines, List<SavedLine> saved, Map<String, Object> report) {

    /// A line that one of the carts has, or both.
    ///
    /// @param line   as it will be in the cart, but for its quantity
    /// @param own    units that the user had in the cart
    /// @param wanted units that should be in it
    /// @param sold   null: there is no such variant, or not in that currency
    private record Wish(CartLine line, @Nullable CartLine guest, long own, long wanted, @Nullable Variant sold) {

        int stock() {
            return sold == null ? 0 : sold.stock();
        }
    }

    static JoinedLines of(Cart cart, TakeOver handed, Facts facts) {
        var wishes = wishes(cart, handed, facts);
        var kept = kept(wishes.values());
        var lines = new ArrayList<CartLine>();
        wishes.forEach((id, wish) -> {
            if (kept.containsKey(id)) {
                lines.add(wish.line().withQuantity(kept.get(id)));
            }
        });
        return new JoinedLines(lines, saved(cart, handed, wishes, kept, facts.rules().mergePolicy()),
                report(handed, wishes.values(), kept));
    }

    /// Whether a cart may hold that much, with nothing lost.
    boolean fit() {
        return saved.size() <= Cart.MAX_LINES
                && saved.stream().allMatch(line -> line.quantity() <= CartDecider.MAX_QUANTITY);
    }

    private static Map<String, Wish> wishes(Cart cart, TakeOver handed, Facts facts) {
        var guests = new LinkedHashMap<String, CartLine>();
        handed.lines().forEach(line -> guests.put(line.id(), line));
        var wishes = new LinkedHashMap<String, Wish>();
        for (var line : cart.lines()) {
            wishes.put(line.id(), wish(cart, line, guests.remove(line.id()), facts));
        }
        guests.values().forEach(line -> wishes.put(line.id(), wish(cart, null, line, facts)));
        return wishes;
    }

    private static Wish wish(Cart cart, @Nullable CartLine own, @Nullable CartLine guest, Facts facts) {
        var line = own == null ? guest : own;
        if (line == null) {
            throw new IllegalArgumentException("nobody has the line");
        }
        var variant = facts.variants().find(line.sku());
        var sold = variant != null && variant.active() && variant.currency().equals(cart.currency()) ? variant : null;
        long mine = own == null ? 0 : own.quantity();
        long wanted = facts.rules().mergePolicy().inCart(new Held(mine, 0),
                new Held(guest == null ? 0 : guest.quantity(), 0));
        return new Wish(sold == null ? line : captured(own, line, wanted, sold, facts), guest, mine, wanted, sold);
    }

    /// What only the guest had is captured at the price of now, and a line of both as one that grows.
    private static CartLine captured(@Nullable CartLine own, CartLine line, long wanted, Variant sold, Facts facts) {
        if (own == null) {
            return CartLine.of(sold, line.options(), facts.at());
        }
        return wanted > own.quantity() ? own.at(CartDecider.captured(own, sold, facts), own.quantity()) : own;
    }

    /// @return units by line id, of those that stay in the cart
    private static Map<String, Integer> kept(Collection<Wish> wishes) {
        var left = new HashMap<String, Integer>();
        for (var wish : wishes) {
            left.put(wish.line().sku(), wish.stock());
        }
        var kept = new HashMap<String, Integer>();
        wishes.forEach(wish -> keep(wish, Math.min(wish.own(), wish.wanted()), left, kept));
        for (var wish : wishes) {
            if (wish.own() > 0 || kept.size() < Cart.MAX_LINES) {
                keep(wish, wish.wanted() - kept.getOrDefault(wish.line().id(), 0), left, kept);
            }
        }
        return kept;
    }

    private static void keep(Wish wish, long units, Map<String, Integer> left, Map<String, Integer> kept) {
        var line = wish.line();
        int room = Math.min(CartDecider.MAX_QUANTITY - kept.getOrDefault(line.id(), 0),
                left.getOrDefault(line.sku(), 0));
        int taken = (int) Math.min(units, room);
        if (taken > 0) {
            kept.merge(line.id(), taken, Integer::sum);
            left.merge(line.sku(), -taken, Integer::sum);
        }
    }

    /// All that policy gives and the cart does not keep.
    private static List<SavedLine> saved(Cart cart, TakeOver handed, Map<String, Wish> wishes,
            Map<String, Integer> kept, MergePolicy policy) {
        var lines = new LinkedHashMap<String, SavedLine>();
        cart.saved().forEach(line -> lines.put(line.id(), line));
        wishes.values().forEach(wish -> lines.putIfAbsent(wish.line().id(), SavedLine.of(wish.line())));
        handed.saved().forEach(line -> lines.putIfAbsent(line.id(), line));
        var users = held(cart.lines(), cart.saved());
        var guests = held(handed.lines(), handed.saved());
        var saved = new ArrayList<SavedLine>();
        for (var line : lines.values()) {
            long units = policy.inAll(users.getOrDefault(line.id(), NONE), guests.getOrDefault(line.id(), NONE))
                    - kept.getOrDefault(line.id(), 0);
            if (units > 0) {
                saved.add(line.withQuantity(Math.toIntExact(units)));
            }
        }
        return saved;
    }

    private static final Held NONE = new Held(0, 0);

    private static Map<String, Held> held(List<CartLine> lines, List<SavedLine> saved) {
        var held = new HashMap<String, Held>();
        lines.forEach(line -> held.put(line.id(), new Held(line.quantity(), 0)));
        saved.forEach(line -> held.merge(line.id(), new Held(0, line.quantity()),
                (one, other) -> new Held(one.inCart() + other.inCart(), one.saved() + other.saved())));
        return held;
    }

    private static Map<String, Object> report(TakeOver handed, Collection<Wish> wishes, Map<String, Integer> kept) {
        var saved = new ArrayList<Map<String, Object>>();
        var prices = new ArrayList<Map<String, Object>>();
        var unavailable = new ArrayList<Map<String, Object>>();
        for (var wish : wishes) {
            var line = wish.line();
            int stays = kept.getOrDefault(line.id(), 0);
            if (wish.sold() == null) {
                unavailable.add(Map.of("line_id", line.id(), "sku", line.sku(), "saved", wish.wanted()));
            } else if (stays < wish.wanted()) {
                saved.add(Map.of("line_id", line.id(), "sku", line.sku(), "requested", wish.wanted(), "kept", stays,
                        "saved", wish.wanted() - stays));
            }
            var guest = wish.guest();
            if (stays > 0 && guest != null && guest.unitPrice() != line.unitPrice()) {
                prices.add(Map.of("line_id", line.id(), "sku", line.sku(), "old_price", guest.unitPrice(), "new_price",
                        line.unitPrice()));
            }
        }
        return Map.of("lines", handed.lines().size(), "saved", saved, "prices", prices, "unavailable", unavailable);
    }
}
