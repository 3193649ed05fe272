package io.tillstream.checkout.shop.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.MoveToCart;
import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.SavedLine;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.payment.PaymentNews.Canceled;
import io.tillstream.checkout.payment.PaymentNews.Refused;
import io.tillstream.checkout.shop.io.CommandReader.Input;

/// What the records of a batch touch. Carts that may change are priced. Stock and uses of codes change where carts are checked out and where orders may close: there they have to be
/// locked, elsewhere reading is enough.
final class BatchNeeds {

    /// @param locked in order
    /// @param read   in order, none of the locked
    record Keys(Set<String> locked, Set<String> read) {

        Keys {
            read.removeAll(locked);
        }
    }

    final List<CartCommand> commands = new ArrayList<>();
    final Set<UUID> carts = new TreeSet<>();
    final Set<UUID> orders = new TreeSet<>();
    private final Set<UUID> priced = new TreeSet<>();
    private final Set<UUID> checkedOut = new HashSet<>();
    private final Set<UUID> closing = new HashSet<>();

    BatchNeeds(List<Input> inputs) {
        for (var input : inputs) {
            switch (input) {
                case Input.Command(var command, var _) -> add(command);
                case Input.News(var news, var _) -> add(news);
                case Input.Returned(var back, var _) -> price(back.cartId());
                case Input.Dead _ -> {
                }
            }
        }
    }

    private void add(CartCommand command) {
        commands.add(command);
        price(command.cartId());
        if (command.ask() instanceof Checkout) {
            checkedOut.add(command.cartId());
        }
    }

    private void add(PaymentNews news) {
        carts.add(news.cartId());
        orders.add(news.orderId());
        if (news.said() instanceof Canceled || news.said() instanceof Refused) { // all that may close an order
            price(news.cartId());
            closing.add(news.orderId());
        }
    }

    private void price(UUID cart) {
        carts.add(cart);
        priced.add(cart);
    }

    Set<UUID> commandIds() {
        return new HashSet<>(commands.stream().map(CartCommand::commandId).toList());
    }

    /// @param known carts as they were before the batch
    /// @return skus
    Keys variants(Map<UUID, Cart> known, List<Order> knownOrders) {
        var skus = new HashMap<UUID, Set<String>>();
        priced.forEach(id -> skus.put(id, skus(known.get(id))));
        for (var command : commands) {
            var cart = known.get(command.cartId());
            var ofCart = skus.computeIfAbsent(command.cartId(), _ -> new TreeSet<>());
            if (command.ask() instanceof AddItem add) {
                ofCart.add(add.sku());
            } else if (command.ask() instanceof MoveToCart move && cart != null) {
                cart.savedLine(move.lineId()).map(SavedLine::sku).ifPresent(ofCart::add);
            } else if (command.ask() instanceof TakeOver handed) {
                handed.lines().forEach(line -> ofCart.add(line.sku()));
                handed.saved().forEach(line -> ofCart.add(line.sku())); // it may be moved to the cart in the same batch
            }
        }
        var keys = new Keys(new TreeSet<>(), new TreeSet<>());
        skus.forEach((id, each) -> (checkedOut.contains(id) ? keys.locked : keys.read).addAll(each));
        knownOrders.stream().filter(this::mayClose)
                .forEach(order -> keys.locked.addAll(order.lines().stream().map(OrderLine::sku).toList()));
        return new Keys(keys.locked, keys.read);
    }

    private static Set<String> skus(@Nullable Cart cart) {
        return cart == null ? new TreeSet<>() : new TreeSet<>(cart.lines().stream().map(CartLine::sku).toList());
    }

    private boolean mayClose(Order order) {
        return order.status().open() && closing.contains(order.id());
    }

    /// @param known carts as they were before the batch
    /// @return codes that are on the carts or come onto them
    Keys codes(Map<UUID, Cart> known, List<Order> knownOrders) {
        var keys = new Keys(new TreeSet<>(), new TreeSet<>());
        known.values().stream().filter(cart -> priced.contains(cart.id()))
                .forEach(cart -> add(cart.terms().discountCode(), cart.id(), keys));
        for (var command : commands) {
            if (command.ask() instanceof ApplyDiscount apply) {
                add(Discount.code(apply.code()), command.cartId(), keys);
            } else if (command.ask() instanceof TakeOver handed) {
                add(handed.terms().discountCode(), command.cartId(), keys);
            }
        }
        for (var order : knownOrders) {
            if (mayClose(order) && order.discountCode() != null) {
                keys.locked.add(order.discountCode());
            }
        }
        return new Keys(keys.locked, keys.read);
    }

    private void add(@Nullable String code, UUID cart, Keys keys) {
        if (code != null && Discount.isCode(code)) {
            (checkedOut.contains(cart) ? keys.locked : keys.read).add(code);
        }
    }
}
