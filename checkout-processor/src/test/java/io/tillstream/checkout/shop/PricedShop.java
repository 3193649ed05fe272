package io.tillstream.checkout.shop;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.pricing.Reduction;
import io.tillstream.checkout.pricing.ShippingTable;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.ShippingTable.ZoneArea;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.TaxTable;

/// A shop with two things to buy at 20.00 and 5.00, and buyers who ask.
final class PricedShop {

    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    static final String SHIRT = "SHIRT-M";
    static final String MUG = "MUG";

    final Shop shop;
    private long commands;

    PricedShop(PriceTables tables, Discount... discounts) {
        shop = new Shop(List.of(), List.of(), List.of(variant(SHIRT, 2_000), variant(MUG, 500)), List.of(),
                new Pricing(List.of(discounts), List.of(), tables));
    }

    /// Post to Germany for 4.99, free from 50.00; 19 % contained in prices.
    static PriceTables german() {
        return new PriceTables(
                new ShippingTable(List.of(new ZoneArea("home", "standard", new Area("DE", "", ""))),
                        List.of(new Method("home", "post", 1, "EUR", 499, 5_000L))),
                new TaxTable(List.of(new TaxTable.Row(new Area("DE", "", ""), new TaxRate("standard", 190_000, true),
                        null, null))));
    }

    static Variant variant(String sku, long price) {
        return new Variant(sku, "A " + sku, "EUR", price, true, 1_000, 1, "p-" + sku, "standard");
    }

    static Address berlin() {
        return new Address("Ada Lovelace", List.of("Unter den Linden 1"), "Berlin", null, "10117", "DE");
    }

    static Discount tenPercent(String code, @Nullable Integer maxUses, @Nullable Integer maxPerBuyer) {
        return new Discount(code, new Offer(new Reduction.Percentage(1_000), null),
                new Limits(true, null, 0, maxUses, maxPerBuyer, null, null), 0, 1);
    }

    static Discount of(Limits limits, String... products) {
        return new Discount("CODE", new Offer(new Reduction.Percentage(1_000),
                products.length == 0 ? null : Set.of(products)), limits, 0, 1);
    }

    /// A cart with one shirt.
    UUID cart(@Nullable String user, @Nullable String email) {
        var cart = new UUID(7, commands);
        shop.decide(command(cart, new Caller(user, null), new CreateCart("EUR"), NOON));
        if (email != null) {
            ask(cart, new SetContact(email));
        }
        ask(cart, new AddItem(SHIRT, 1, Map.of()));
        return cart;
    }

    Outcome ask(UUID cart, Ask ask) {
        return ask(cart, ask, NOON);
    }

    Outcome ask(UUID cart, Ask ask, Instant at) {
        return ask(cart, new Caller(holder(cart), null), ask, at);
    }

    Outcome ask(UUID cart, Caller caller, Ask ask, Instant at) {
        shop.decide(command(cart, caller, ask, at));
        return shop.answers().getLast().decided().outcome();
    }

    private CartCommand command(UUID cart, Caller caller, Ask ask, Instant at) {
        return new CartCommand(new UUID(3, commands++), cart, "hash", caller, ask, at);
    }

    private @Nullable String holder(UUID id) {
        return shop.changedCarts().stream().filter(cart -> cart.id().equals(id)).findFirst().map(Cart::userId)
                .orElse(null);
    }

    void says(Order order, PaymentNews.Said said) {
        shop.decide(new PaymentNews(order.id(), order.cartId(), said), NOON);
    }

    Cart cart(UUID id) {
        return shop.changedCarts().stream().filter(cart -> cart.id().equals(id)).findFirst().orElseThrow();
    }

    Order orderOn(UUID cart) {
        return shop.changedOrders().stream().filter(order -> order.cartId().equals(cart)).findFirst().orElseThrow();
    }
}
