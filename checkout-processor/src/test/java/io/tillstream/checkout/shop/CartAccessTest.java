package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.PricedShop.NOON;
import static io.tillstream.checkout.shop.PricedShop.SHIRT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.ChangeQuantity;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.RemoveDiscount;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.PriceTables;

/// Who may change which cart, and of which version.
class CartAccessTest {

    private static final Caller GUEST = Caller.GUEST;
    private static final Caller ADA = new Caller("ada", null);
    private static final Caller EVE = new Caller("eve", null);

    private final PricedShop shop = new PricedShop(PriceTables.NONE);

    /// known failure: orders and carts were open to whoever had their ids.
    @Test
    void aCartThatIsNotYoursIsNotThere() {
        var hers = shop.cart("ada", null);
        var guests = shop.cart(null, null);

        assertThat(codes(hers, EVE)).containsOnly("cart_not_found");
        assertThat(codes(hers, GUEST)).containsOnly("cart_not_found");
        assertThat(codes(guests, ADA)).containsOnly("cart_not_found");
        assertThat(codes(hers, ADA)).doesNotContain("cart_not_found");
        assertThat(codes(guests, GUEST)).doesNotContain("cart_not_found");
    }

    @Test
    void whoIsNotTheHolderLearnsNothingOfTheCart() {
        var hers = shop.cart("ada", null);

        assertThat(shop.ask(hers, new Caller("eve", 7L), new RemoveDiscount(), NOON))
                .isEqualTo(shop.ask(new UUID(0, 0), EVE, new RemoveDiscount(), NOON));
    }

    @Test
    void aCommandForAnotherVersionChangesNothing() {
        var cart = shop.cart(null, null); // created, and one item added
        var add = new AddItem(SHIRT, 1, Map.of());

        var refused = ask(cart, 1L, add);
        assertThat(refused.code()).isEqualTo("cart_changed");
        assertThat(refused.data()).containsEntry("version", 2L);
        assertThat(shop.cart(cart).version()).isEqualTo(2);
        assertThat(ask(cart, 2L, add).code()).isEqualTo("ok");
        assertThat(ask(cart, 2L, add).code()).isEqualTo("cart_changed");
        assertThat(ask(cart, null, add).code()).isEqualTo("ok");
    }

    @Test
    void aNewCartHasNoVersionToExpect() {
        assertThat(ask(new UUID(9, 9), 5L, new CreateCart("EUR")).code()).isEqualTo("ok");
    }

    private Outcome ask(UUID cart, @Nullable Long version, Ask ask) {
        return shop.ask(cart, new Caller(null, version), ask, NOON);
    }

    private List<String> codes(UUID cart, Caller caller) {
        return List.of(new AddItem(SHIRT, 1, Map.of()), new ChangeQuantity(CartLine.id(SHIRT, Map.of()), 2),
                new SetContact("a@example.com"), new SetShippingAddress(PricedShop.berlin()), new RemoveDiscount(),
                new Checkout("pm_card_visa", null)).stream()
                .map(ask -> shop.ask(cart, caller, ask, NOON).code()).toList();
    }
}
