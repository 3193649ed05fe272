package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.MergingShop.NOON;
import static io.tillstream.checkout.shop.MergingShop.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.MergePolicy;
import io.tillstream.checkout.payment.PaymentNews;

/// When carts end.
class ExpiryTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final UUID CART = new UUID(1, 1);

    private Shop shop = shop(CartRules.DEFAULTS);
    private long ids;

    @Test
    void aGuestsCartIsThereForAMonthAfterItsLastChange() {
        ask(null, new CreateCart("EUR"), NOON);
        assertThat(cart().expiresAt()).isEqualTo(NOON.plus(MONTH));

        var later = NOON.plus(Duration.ofDays(29));
        assertThat(ask(null, new AddItem("MUG", 1, Map.of()), later)).isEqualTo("ok");
        assertThat(cart().expiresAt()).isEqualTo(later.plus(MONTH));

        var end = later.plus(MONTH);
        assertThat(ask(null, new AddItem("MUG", 1, Map.of()), end.minusMillis(1))).isEqualTo("ok");
    }

    @Test
    void anExpiredCartIsNotThereForAnyCommand() {
        ask(null, new CreateCart("EUR"), NOON);
        ask(null, new AddItem("MUG", 1, Map.of()), NOON);
        var end = NOON.plus(MONTH);

        for (var ask : List.of(new AddItem("MUG", 1, Map.of()), new SetContact("a@example.com"),
                new SetShippingAddress(PricedShop.berlin()), new Checkout("pm_card_visa", null))) {
            assertThat(ask(null, ask, end)).isEqualTo("cart_not_found");
        }
        assertThat(ask("ada", new MergeInto(new UUID(5, 5)), end)).isEqualTo("cart_not_found");
        assertThat(ask(null, new CreateCart("EUR"), end)).isEqualTo("cart_exists");
        assertThat(cart().version()).isEqualTo(2);
    }

    /// The column is indexed: it changes once a day at most, however many commands there are.
    @Test
    void theTimeMovesOnlyWhenItIsWrongByADay() {
        ask(null, new CreateCart("EUR"), NOON);
        ask(null, new AddItem("MUG", 1, Map.of()), NOON.plus(Duration.ofHours(23)));
        assertThat(cart().expiresAt()).isEqualTo(NOON.plus(MONTH));
        ask(null, new AddItem("MUG", 1, Map.of()), NOON.plus(Duration.ofHours(24)));
        assertThat(cart().expiresAt()).isEqualTo(NOON.plus(MONTH).plus(Duration.ofDays(1)));
    }

    @Test
    void aUsersCartHasNoEndUnlessTheShopSaysSo() {
        ask("ada", new CreateCart("EUR"), NOON);
        assertThat(cart().expiresAt()).isNull();
        assertThat(ask("ada", new AddItem("MUG", 1, Map.of()), NOON.plus(Duration.ofDays(9_999)))).isEqualTo("ok");

        shop = shop(new CartRules(Duration.ofHours(1), Duration.ofHours(2), MergePolicy.SUM, false));
        ask("ada", new CreateCart("EUR"), NOON);
        assertThat(ask("ada", new AddItem("MUG", 1, Map.of()), NOON.plus(Duration.ofHours(2))))
                .isEqualTo("cart_not_found");
    }

    /// Even where carts live for minutes, one that is used does not end.
    @Test
    void aShortLifeMovesToo() {
        shop = shop(new CartRules(Duration.ofMinutes(10), null, MergePolicy.SUM, false));
        ask(null, new CreateCart("EUR"), NOON);
        for (int minute = 5; minute < 60; minute += 5) {
            assertThat(ask(null, new AddItem("MUG", 1, Map.of()), NOON.plus(Duration.ofMinutes(minute))))
                    .isEqualTo("ok");
        }
    }

    @Test
    void aCheckedOutCartHasNoEndUntilItIsOpenAgain() {
        ask(null, new CreateCart("EUR"), NOON);
        ask(null, new AddItem("MUG", 1, Map.of()), NOON);
        ask(null, new Checkout("pm_card_visa", null), NOON);
        assertThat(cart().expiresAt()).isNull();

        var later = NOON.plus(Duration.ofDays(60));
        var order = shop.changedOrders().iterator().next();
        shop.decide(new PaymentNews(order.id(), CART, new PaymentNews.Refused("no", "no")), later);

        assertThat(cart().status()).isEqualTo(Cart.Status.ACTIVE);
        assertThat(cart().expiresAt()).isEqualTo(later.plus(MONTH));
    }

    @Test
    void refusesALifeOfNothing() {
        assertThatThrownBy(() -> new CartRules(Duration.ZERO, null, MergePolicy.SUM, false))
                .hasMessageContaining("tillstream.cart.guest-expiry is PT0S");
    }

    private String ask(@Nullable String user, Ask ask, Instant at) {
        shop.decide(new CartCommand(new UUID(3, ids++), CART, "hash", new Caller(user, null), ask, at));
        return shop.answers().getLast().decided().outcome().code();
    }

    private Cart cart() {
        return shop.changedCarts().iterator().next();
    }

    private static Shop shop(CartRules rules) {
        return new Shop(List.of(), List.of(), List.of(variant("MUG", 500, 1_000)), List.of(), Pricing.NONE, rules);
    }
}
