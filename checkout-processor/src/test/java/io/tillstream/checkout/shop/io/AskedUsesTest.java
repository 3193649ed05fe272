package io.tillstream.checkout.shop.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.discount.Buyer;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.discount.io.DiscountStore.Asked;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Reduction;
import io.tillstream.checkout.pricing.Totals;

class AskedUsesTest {

    private static final UUID CART = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @Test
    void asksForTheCodesOfACartByWhoeverItMayBelongTo() {
        var commands = List.of(command(CART, new CreateCart("EUR")), command(CART, new ApplyDiscount(" once ")),
                command(CART, new SetContact("Ada@Example.com")), command(CART, new ApplyDiscount("ALWAYS")));
        var other = new Cart(OTHER, Cart.Status.ACTIVE, null, "EUR", 1, "bob@example.com", List.of(), null);

        var asked = new AskedUses(commands, List.of(other)).of(List.of(discount("ONCE", 1), discount("ALWAYS", null)),
                List.of());

        assertThat(asked).containsExactlyInAnyOrder(new Asked("ONCE", new Buyer("ada", null), 1),
                new Asked("ONCE", new Buyer(null, "ada@example.com"), 1));
    }

    /// A use that is given back in the batch may be among those that were read.
    @Test
    void asksForAsManyMoreAsMayBeGivenBack() {
        var commands = List.of(command(CART, new CreateCart("EUR")), command(CART, new ApplyDiscount("TWICE")));

        assertThat(new AskedUses(commands, List.of()).of(List.of(discount("TWICE", 2)),
                List.of(order("TWICE"), order("TWICE"), order("OTHER"), order(null))))
                .containsExactly(new Asked("TWICE", new Buyer("ada", null), 4));
    }

    private static CartCommand command(UUID cart, Ask ask) {
        return new CartCommand(new UUID(3, 3), cart, "hash", new Caller("ada", null), ask, Instant.EPOCH);
    }

    private static Discount discount(String code, @Nullable Integer maxPerBuyer) {
        return new Discount(code, new Offer(new Reduction.FreeShipping(), null),
                new Limits(true, null, 0, null, maxPerBuyer, null, null), 0, 1);
    }

    private static Order order(@Nullable String code) {
        return new Order(new UUID(4, 4), CART, new UUID(3, 3), Order.Status.PENDING_PAYMENT, null, 1, null, null, "EUR",
                new Totals(0, 0, 0, 0, 0), List.of(), Payment.requested("pm"), code);
    }
}
