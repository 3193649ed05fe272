package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.PricedShop.NOON;
import static io.tillstream.checkout.shop.PricedShop.SHIRT;
import static io.tillstream.checkout.shop.PricedShop.tenPercent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.RemoveDiscount;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.CodeGuesses;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.payment.PaymentNews.Refused;
import io.tillstream.checkout.pricing.PriceTables;

class DiscountTest {

    private static final Checkout CHECKOUT = new Checkout("pm_card_visa", null);

    @Test
    void codesAreComparedWithoutCase() {
        var shop = shop(tenPercent("SUMMER10", null, null));
        var cart = shop.cart(null, null);

        var outcome = shop.ask(cart, new ApplyDiscount(" summer10 "));

        assertThat(outcome.data()).containsEntry("discount_code", "SUMMER10");
        assertThat(summary(outcome)).containsEntry("discount", 200L).containsEntry("total", 1_800L);
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("ok");
        assertThat(shop.orderOn(cart).totals().total()).isEqualTo(1_800);
        assertThat(shop.orderOn(cart).lines().getFirst().discount()).isEqualTo(200);
    }

    @Test
    void aReplayReturnsWhatWasApplied() {
        var shop = shop(tenPercent("CODE", null, null));
        var cart = shop.cart(null, null);
        var apply = new CartCommand(new UUID(9, 9), cart, "hash", new ApplyDiscount("code"), NOON);

        shop.shop.decide(apply);
        shop.ask(cart, new RemoveDiscount());
        shop.shop.decide(apply);

        assertThat(shop.shop.answers().getLast().replayed()).isTrue();
        assertThat(shop.shop.answers().getLast().decided().outcome().data()).containsEntry("discount_code", "CODE");
        assertThat(shop.cart(cart).terms().discountCode()).isNull();
    }

    @Test
    void thereIsOneCodeOnACart() {
        var shop = shop(tenPercent("ONE", null, null), tenPercent("TWO", null, null));
        var cart = shop.cart(null, null);
        shop.ask(cart, new ApplyDiscount("ONE"));

        assertThat(shop.ask(cart, new ApplyDiscount("one")).code()).isEqualTo("ok");
        assertThat(shop.ask(cart, new ApplyDiscount("TWO")).code()).isEqualTo("discount_already_applied");
        assertThat(shop.ask(cart, new RemoveDiscount()).code()).isEqualTo("ok");
        assertThat(shop.ask(cart, new ApplyDiscount("TWO")).code()).isEqualTo("ok");
    }

    /// Whoever guesses codes is told the same of one that ended, is used up, or never was; the shop is told which.
    @Test
    void whatWouldHelpToGuessIsAllTheSame() {
        assertThat(Stream.of(limits(null, null, NOON, null), limits(null, null, null, NOON.plusSeconds(1)),
                new Limits(false, null, 0, null, null, null, null),
                new Limits(true, "USD", 0, null, null, null, null)).map(limits -> apply(PricedShop.of(limits))))
                .extracting(Outcome::code, Outcome::detail, Outcome::data)
                .containsOnly(told(apply(PricedShop.of(limits(null, 0, null, null)))),
                        told(apply(tenPercent("OTHER", null, null))));
        assertThat(apply(PricedShop.of(limits(null, null, NOON, null))).reason()).isEqualTo("ended");
        assertThat(apply(tenPercent("OTHER", null, null)).reason()).isEqualTo("not_found");
    }

    @Test
    void whatIsMissingToUseACodeIsSaid() {
        assertThat(apply(PricedShop.of(limits(2_001L, null, null, null)))).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo("discount_minimum_not_reached");
            assertThat(outcome.data()).containsEntry("minimum_order", 2_001L).containsEntry("subtotal", 2_000L);
        });
        assertThat(apply(PricedShop.of(limits(null, null, null, null), "p-MUG")).code())
                .isEqualTo("discount_products_not_matching");
        assertThat(apply(PricedShop.of(limits(2_000L, null, null, null), "p-" + SHIRT)).code()).isEqualTo("ok");
    }

    @Test
    void soManyGuessesAndNoMoreForADay() {
        var shop = shop(tenPercent("RIGHT", null, null));
        var cart = shop.cart(null, null);
        for (int i = 0; i < CodeGuesses.MOST; i++) {
            assertThat(shop.ask(cart, new ApplyDiscount("WRONG" + i)).code()).isEqualTo("discount_not_applicable");
        }

        assertThat(shop.ask(cart, new ApplyDiscount("RIGHT")).code()).isEqualTo("too_many_codes");
        assertThat(shop.ask(cart, new ApplyDiscount("RIGHT"), NOON.plus(Duration.ofDays(1))).code()).isEqualTo("ok");
    }

    @Test
    void aCodeThatNoLongerHoldsIsNamedAtTheCheckoutAndNothingChanges() {
        var shop = shop(PricedShop.of(limits(2_000L, null, NOON.plusSeconds(60), null)));
        var cart = shop.cart(null, null);
        shop.ask(cart, new ApplyDiscount("CODE"));

        var outcome = shop.ask(cart, CHECKOUT, NOON.plusSeconds(60));

        assertThat(outcome.code()).isEqualTo("discount_not_applicable");
        assertThat(outcome.reason()).isEqualTo("ended");
        assertThat(shop.shop.changedOrders()).isEmpty();
        assertThat(shop.cart(cart).terms().discountCode()).isEqualTo("CODE");
        assertThat(shop.ask(cart, CHECKOUT, NOON.plusSeconds(59)).code()).isEqualTo("ok");
    }

    @Test
    void linesAndCodeAreRefusedAtOnce() {
        var shop = new Shop(List.of(), List.of(), List.of(PricedShop.variant(SHIRT, 2_000)), List.of(),
                new Pricing(List.of(PricedShop.of(limits(null, null, NOON.plusSeconds(60), null))), List.of(),
                        PriceTables.NONE));
        var first = new UUID(1, 1);
        var second = new UUID(1, 2);
        for (var cart : List.of(first, second)) {
            shop.decide(new CartCommand(new UUID(4, cart.getLeastSignificantBits()), cart, "h",
                    new CartCommand.CreateCart("EUR"), NOON));
            shop.decide(new CartCommand(new UUID(5, cart.getLeastSignificantBits()), cart, "h",
                    new AddItem(SHIRT, 600, Map.of()), NOON));
        }
        shop.decide(new CartCommand(new UUID(6, 1), second, "h", new ApplyDiscount("CODE"), NOON));
        shop.decide(new CartCommand(new UUID(6, 2), first, "h", CHECKOUT, NOON));
        shop.decide(new CartCommand(new UUID(6, 3), second, "h", CHECKOUT, NOON.plusSeconds(60)));

        assertThat(shop.answers().getLast().decided().outcome()).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo("out_of_stock");
            assertThat(outcome.data()).containsKey("lines").containsEntry("discount_problem", "not_applicable");
        });
    }

    /// known failure: a code for one use was redeemed without limit, because only completed orders counted.
    @Test
    void anOrderThatIsNotPaidYetCountsAsAUse() {
        var shop = shop(tenPercent("ONCE", 1, null));
        var first = shop.cart(null, "a@example.com");
        var second = shop.cart(null, "b@example.com");
        shop.ask(first, new ApplyDiscount("ONCE"));
        shop.ask(second, new ApplyDiscount("ONCE"));

        assertThat(shop.ask(first, CHECKOUT).code()).isEqualTo("ok");
        assertThat(shop.ask(second, CHECKOUT)).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo("discount_not_applicable");
            assertThat(outcome.reason()).isEqualTo("used_up");
        });
        shop.says(shop.orderOn(first), new Refused("card_declined", "no"));
        assertThat(shop.ask(second, CHECKOUT).code()).isEqualTo("ok");
        assertThat(shop.shop.changedDiscounts()).singleElement().extracting(Discount::uses).isEqualTo(1);
    }

    /// known failure: a code for one use per person was used again by the same person as somebody else.
    @Test
    void anotherIdentityIsTheSameBuyer() {
        var shop = shop(tenPercent("ONCE", null, 1));
        checkedOut(shop, shop.cart("u1", "ada.lovelace@gmail.com"));

        for (var again : List.of(shop.cart(null, "Ada.Lovelace+shop@googlemail.com"), shop.cart("u1", "b@example.com"),
                shop.cart("u2", "adalovelace@gmail.com"))) {
            assertThat(shop.ask(again, new ApplyDiscount("ONCE")).reason()).isEqualTo("used_by_buyer");
        }
        var later = shop.cart(null, null);
        assertThat(shop.ask(later, new ApplyDiscount("ONCE")).code()).isEqualTo("ok");
        assertThat(shop.ask(later, CHECKOUT).code()).isEqualTo("discount_contact_required");
        shop.ask(later, new SetContact("ADALOVELACE@gmail.com"));
        assertThat(shop.ask(later, CHECKOUT).reason()).isEqualTo("used_by_buyer");
        shop.ask(later, new SetContact("grace@example.com"));
        assertThat(shop.ask(later, CHECKOUT).code()).isEqualTo("ok");
    }

    /// known failure: a shopper was locked out by his own failed attempt.
    @Test
    void aFailedAttemptNeverBlocksTheNext() {
        var shop = shop(tenPercent("ONCE", 1, 1));
        var cart = shop.cart("u1", "a@example.com");
        checkedOut(shop, cart);

        shop.says(shop.orderOn(cart), new Refused("card_declined", "no"));

        assertThat(shop.shop.happened().getLast().event()).isInstanceOfSatisfying(Event.CartChanged.class,
                event -> assertThat(event.summary()).satisfies(summary -> assertThat(summary)
                        .isNotNull().returns(null, each -> each.refusal())));
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("ok");
        assertThat(shop.shop.usesTaken()).hasSize(1);
    }

    private static void checkedOut(PricedShop shop, UUID cart) {
        assertThat(shop.ask(cart, new ApplyDiscount("ONCE")).code()).isEqualTo("ok");
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("ok");
    }

    private static Outcome apply(Discount discount) {
        var shop = shop(discount);
        return shop.ask(shop.cart(null, null), new ApplyDiscount("CODE"));
    }

    private static org.assertj.core.groups.Tuple told(Outcome outcome) {
        return org.assertj.core.api.Assertions.tuple(outcome.code(), outcome.detail(), outcome.data());
    }

    private static Limits limits(@Nullable Long minimum, @Nullable Integer maxUses, java.time.@Nullable Instant end,
            java.time.@Nullable Instant start) {
        return new Limits(true, minimum == null ? null : "EUR", minimum == null ? 0 : minimum, maxUses, null, start,
                end);
    }

    private static PricedShop shop(Discount... discounts) {
        return new PricedShop(PriceTables.NONE, discounts);
    }

    @SuppressWarnings("unchecked") // an answer's summary is a map
    private static Map<String, Object> summary(Outcome outcome) {
        return (Map<String, Object>) outcome.data().getOrDefault("summary", Map.of());
    }
}
