package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.PricedShop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.ChangeQuantity;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.CartTerms;
import io.tillstream.checkout.cart.MergePolicy;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.Price;
import io.tillstream.checkout.pricing.Promotion;
import io.tillstream.checkout.pricing.Tariff;

/// A shirt for 20.00, and on Black Friday for 15.00.
class PromotionTest {

    private static final UUID CART = new UUID(1, 1);
    private static final Instant FRIDAY = NOON;
    private static final Instant SATURDAY = NOON.plusSeconds(86_400);
    private static final Instant MONDAY = NOON.plusSeconds(3 * 86_400);
    private static final Promotion BLACK = new Promotion("black", 1_500, FRIDAY, SATURDAY);
    private static final Price PROMOTED = new Price(1_500, Price.Origin.PROMOTION, SATURDAY);

    private long commands;

    @Test
    void aLineKeepsThePriceOfItsTimeAndWhereItComesFrom() {
        var shop = shop(false, new Tariff(2_500, 2_000L, List.of(BLACK)));
        ask(shop, new CreateCart("EUR"), FRIDAY);
        ask(shop, new AddItem("SHIRT", 1, Map.of("n", "1")), FRIDAY.minusMillis(1));
        ask(shop, new AddItem("SHIRT", 1, Map.of("n", "2")), FRIDAY);
        ask(shop, new AddItem("SHIRT", 1, Map.of("n", "3")), SATURDAY);

        var regular = new Price(2_000, Price.Origin.OVERRIDE, null);
        assertThat(lines(shop)).extracting(CartLine::price).containsExactly(regular, PROMOTED, regular);
    }

    /// Black Friday's price was still honoured on Monday, against the shop's will.
    @Test
    void aPromotionThatHasEndedIsNotHonouredAgainstTheShopsWill() {
        var shop = promotedOnFriday(false);

        assertThat(ask(shop, checkout(null), MONDAY)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("price_changed");
            assertThat(refused.data().get("lines")).isEqualTo(List.of(Map.of("line_id", line(), "sku", "SHIRT",
                    "old_price", 1_500L, "new_price", 2_000L)));
        });
        assertThat(shop.changedOrders()).isEmpty();
        assertThat(ask(shop, checkout(4_000L), MONDAY).code()).isEqualTo("ok");
        assertThat(charged(shop)).isEqualTo(4_000);
    }

    @Test
    void aPromotionThatHasEndedIsHonouredWhereTheShopWantsIt() {
        var shop = promotedOnFriday(true);

        assertThat(ask(shop, checkout(null), MONDAY).code()).isEqualTo("ok");
        assertThat(charged(shop)).isEqualTo(3_000);
    }

    @Test
    void honoursNoRegularPriceThatHasRisen() {
        var shop = shop(true, Tariff.of(2_000));
        ask(shop, new CreateCart("EUR"), FRIDAY);
        ask(shop, new AddItem("SHIRT", 2, Map.of()), FRIDAY);
        var dearer = later(shop, true, Tariff.of(2_500));

        assertThat(ask(dearer, checkout(null), MONDAY).code()).isEqualTo("price_changed");
    }

    @Test
    void whatIsCheaperAtTheCheckoutIsChargedWhateverWasCaptured() {
        for (boolean honour : List.of(true, false)) {
            var shop = promotedOnFriday(honour);
            var cheaper = later(shop, honour, Tariff.of(1_400));

            assertThat(ask(cheaper, checkout(null), MONDAY).code()).isEqualTo("ok");
            assertThat(charged(cheaper)).isEqualTo(2_800);
        }
    }

    @Test
    void aPromotionThatBeganAfterTheAddIsCharged() {
        var shop = shop(false, new Tariff(2_000, null, List.of(BLACK)));
        ask(shop, new CreateCart("EUR"), FRIDAY.minusMillis(1));
        ask(shop, new AddItem("SHIRT", 2, Map.of()), FRIDAY.minusMillis(1));

        assertThat(ask(shop, checkout(null), FRIDAY).code()).isEqualTo("ok");
        assertThat(charged(shop)).isEqualTo(3_000);
    }

    /// Else one shirt in the cart on Friday would be any number of them on Monday.
    @Test
    void anHonouredPriceIsForNoUnitThatComesAfterIt() {
        for (var more : List.of(new AddItem("SHIRT", 8, Map.of()), new ChangeQuantity(line(), 10))) {
            var shop = promotedOnFriday(true);
            ask(shop, more, MONDAY);

            assertThat(ask(shop, checkout(null), MONDAY).code()).isEqualTo("ok");
            assertThat(charged(shop)).isEqualTo(20_000);
        }
        var fewer = promotedOnFriday(true);
        ask(fewer, new ChangeQuantity(line(), 1), MONDAY);
        ask(fewer, checkout(null), MONDAY);
        assertThat(charged(fewer)).isEqualTo(1_500);
    }

    /// Nor one that a guest's cart brings.
    @Test
    void anHonouredPriceIsForNoUnitOfAMergedCart() {
        var shop = promotedOnFriday(true);
        var handed = new CartLine(line(), "SHIRT", "A shirt", Map.of(), 8, 2_000);
        ask(shop, new TakeOver(new UUID(5, 5), "EUR", List.of(handed), List.of(), null, CartTerms.NONE), MONDAY);

        assertThat(ask(shop, checkout(null), MONDAY).code()).isEqualTo("ok");
        assertThat(charged(shop)).isEqualTo(20_000);
    }

    @Test
    void addingMoreOfWhatHasBecomeCheaperCapturesTheLowerPrice() {
        var shop = shop(false, new Tariff(2_000, null, List.of(BLACK)));
        ask(shop, new CreateCart("EUR"), FRIDAY.minusMillis(1));
        ask(shop, new AddItem("SHIRT", 1, Map.of()), FRIDAY.minusMillis(1));
        ask(shop, new AddItem("SHIRT", 1, Map.of()), FRIDAY);

        assertThat(lines(shop)).singleElement().extracting(CartLine::price).isEqualTo(PROMOTED);
    }

    /// Two shirts in the cart.
    private Shop promotedOnFriday(boolean honour) {
        var shop = shop(honour, new Tariff(2_000, null, List.of(BLACK)));
        ask(shop, new CreateCart("EUR"), FRIDAY);
        ask(shop, new AddItem("SHIRT", 2, Map.of()), FRIDAY);
        return shop;
    }

    private static Shop shop(boolean honour, Tariff tariff) {
        return new Shop(List.of(), List.of(), List.of(shirt(tariff)), List.of(), Pricing.NONE, rules(honour));
    }

    private static Shop later(Shop shop, boolean honour, Tariff tariff) {
        return new Shop(shop.changedCarts(), List.of(), List.of(shirt(tariff)), List.of(), Pricing.NONE, rules(honour));
    }

    private static CartRules rules(boolean honour) {
        return new CartRules(Duration.ofDays(30), null, MergePolicy.SUM, honour);
    }

    private static Variant shirt(Tariff tariff) {
        return new Variant("SHIRT", "A shirt", "EUR", tariff, true, 100, 1, "shirt", "standard");
    }

    private static String line() {
        return CartLine.id("SHIRT", Map.of());
    }

    private static Checkout checkout(@Nullable Long acceptedTotal) {
        return new Checkout("pm_card_visa", acceptedTotal);
    }

    private Outcome ask(Shop shop, Ask ask, Instant at) {
        shop.decide(new CartCommand(new UUID(3, commands++), CART, "hash", ask, at));
        return shop.answers().getLast().decided().outcome();
    }

    private static List<CartLine> lines(Shop shop) {
        return shop.changedCarts().iterator().next().lines();
    }

    private static long charged(Shop shop) {
        return shop.changedOrders().iterator().next().totals().total();
    }
}
