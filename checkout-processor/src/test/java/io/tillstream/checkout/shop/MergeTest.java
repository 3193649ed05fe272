package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.MergingShop.ADA;
import static io.tillstream.checkout.shop.MergingShop.NOON;
import static io.tillstream.checkout.shop.MergingShop.line;
import static io.tillstream.checkout.shop.MergingShop.variant;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.SaveForLater;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartCommand.SetShippingMethod;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.MergePolicy;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.PriceTables;

/// A guest signs in.
class MergeTest {

    private static final CartLine SHIRT = line("SHIRT", 2);
    private static final CartLine MUG = line("MUG", 1);

    private final MergingShop shop = shop(MergePolicy.SUM);

    @Test
    void theUsersCartTakesWhatTheGuestHad() {
        var guest = shop.guest(SHIRT, MUG);
        var hers = shop.adas(line("SHIRT", 3));

        var first = shop.mergeInto(guest, hers);
        assertThat(first.data()).containsEntry("into", hers.toString());
        assertThat(first.continuedBy()).isEqualTo(MergeDecider.takeOver(shop.cart(guest)));
        assertThat(shop.lines(hers)).containsExactly("SHIRT 3");
        var outcome = shop.takeOver();

        assertThat(outcome.status()).isEqualTo(Outcome.Status.ACCEPTED);
        assertThat(merged(outcome)).containsEntry("lines", 2).containsEntry("saved", List.of())
                .containsEntry("prices", List.of()).containsEntry("unavailable", List.of());
        assertThat(outcome.data()).containsKey("summary");
        assertThat(shop.lines(hers)).containsExactly("SHIRT 5", "MUG 1");
        assertThat(shop.events(hers)).endsWith("items_taken_over");
    }

    @Test
    void theGuestsCartIsKeptAsItWas() {
        var guest = shop.guest(SHIRT, MUG);
        var hers = shop.adas();
        shop.merge(guest, hers);

        assertThat(shop.cart(guest)).satisfies(cart -> {
            assertThat(cart.status()).isEqualTo(Cart.Status.MERGED);
            assertThat(cart.mergedInto()).isEqualTo(hers);
            assertThat(cart.expiresAt()).isNull();
        });
        assertThat(shop.lines(guest)).containsExactly("SHIRT 2", "MUG 1");
        assertThat(shop.events(guest)).endsWith("cart_merged");
        assertThat(shop.ask(guest, null, new AddItem("MUG", 1, Map.of()))).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("cart_not_active");
            assertThat(refused.data()).containsEntry("merged_into", hers.toString());
        });
    }

    @Test
    void runningItTwiceChangesNothing() {
        var guest = shop.guest(SHIRT);
        var hers = shop.adas(MUG);
        var first = shop.mergeInto(guest, hers);
        var message = MergingShop.command((Event.TakeOverDue) shop.shop.happened().getLast().event());
        var outcome = shop.decide(message);

        var again = shop.mergeInto(guest, hers);
        assertThat(again.continuedBy()).isEqualTo(first.continuedBy());
        assertThat(again.data()).containsEntry("already", true);
        assertThat(shop.decide(message)).isEqualTo(outcome);
        assertThat(shop.shop.answers().getLast().replayed()).isTrue();
        shop.deliver();
        assertThat(shop.lines(hers)).containsExactly("MUG 1", "SHIRT 2");
        assertThat(shop.events(hers)).containsOnlyOnce("items_taken_over");
        assertThat(shop.events(guest)).containsOnlyOnce("cart_merged");
    }

    @Test
    void aMergedCartGoesIntoNoOther() {
        var guest = shop.guest(SHIRT);
        var hers = shop.adas();
        var other = shop.adas();
        shop.merge(guest, hers);

        assertThat(shop.mergeInto(guest, other).code()).isEqualTo("cart_not_active");
        assertThat(shop.lines(other)).isEmpty();
    }

    @Test
    void onlyAGuestsCartMergesAndOnlyIntoOneOfWhoeverAsks() {
        var guest = shop.guest(SHIRT);
        var hers = shop.adas();

        assertThat(shop.ask(guest, null, new MergeInto(hers)).code()).isEqualTo("cart_not_found");
        assertThat(shop.mergeInto(hers, shop.adas()).code()).isEqualTo("cart_not_found");
        assertThat(shop.mergeInto(guest, guest).code()).isEqualTo("cart_not_found");
        shop.ask(guest, "eve", new MergeInto(hers));
        assertThat(shop.takeOver().code()).isEqualTo("cart_not_found");
        shop.deliver();
        assertThat(shop.cart(guest).status()).isEqualTo(Cart.Status.ACTIVE);
        assertThat(shop.merge(guest, shop.guest()).code()).isEqualTo("cart_not_found");
        assertThat(shop.lines(guest)).containsExactly("SHIRT 2");
    }

    @Test
    void anEmptyCartMergesToo() {
        var guest = shop.guest();
        var hers = shop.adas(SHIRT);

        assertThat(shop.merge(guest, hers).status()).isEqualTo(Outcome.Status.ACCEPTED);
        assertThat(shop.cart(guest).status()).isEqualTo(Cart.Status.MERGED);
        assertThat(shop.lines(hers)).containsExactly("SHIRT 2");
    }

    @Test
    void otherCurrenciesKeepBothCarts() {
        var guest = new UUID(9, 9);
        shop.ask(guest, null, new CreateCart("USD"));
        var hers = shop.adas(SHIRT);

        var outcome = shop.merge(guest, hers);

        assertThat(outcome.code()).isEqualTo("currency_mismatch");
        assertThat(outcome.detail()).contains("USD", "EUR");
        assertThat(outcome.data()).containsEntry("guest_currency", "USD").containsEntry("currency", "EUR");
        assertThat(shop.cart(guest)).satisfies(cart -> {
            assertThat(cart.status()).isEqualTo(Cart.Status.ACTIVE);
            assertThat(cart.mergedInto()).isNull();
            assertThat(cart.expiresAt()).isNotNull();
        });
        assertThat(shop.events(guest)).endsWith("cart_merged", "merge_returned");
        assertThat(shop.events(hers)).doesNotContain("items_taken_over");
    }

    @Test
    void aCartThatIsOrderedTakesNothing() {
        var guest = shop.guest(SHIRT);
        var hers = shop.adas(MUG);
        shop.ask(hers, ADA, new Checkout("pm_card_visa", null));

        assertThat(shop.merge(guest, hers).code()).isEqualTo("cart_not_active");
        assertThat(shop.cart(guest).active()).isTrue();
    }

    /// What comes late belongs to the merge that it names, not to the next.
    @Test
    void aMergeThatWasReturnedAndRepeatedIsAnother() {
        var guest = shop.guest(SHIRT);
        var hers = shop.adas();
        shop.mergeInto(guest, new UUID(4, 4));
        var first = MergeDecider.takeOver(shop.cart(guest));
        shop.deliver();
        assertThat(shop.cart(guest).active()).isTrue();

        shop.mergeInto(guest, hers);
        assertThat(MergeDecider.takeOver(shop.cart(guest))).isNotEqualTo(first);
        shop.shop.decide(new GiveBack(first, guest, new UUID(4, 4), "cart_not_found", ""), NOON);
        shop.shop.decide(new GiveBack(first, guest, hers, "cart_not_found", ""), NOON);

        assertThat(shop.cart(guest).status()).isEqualTo(Cart.Status.MERGED);
        shop.deliver();
        assertThat(shop.lines(hers)).containsExactly("SHIRT 2");
    }

    @Test
    void whatIsGivenBackTwiceComesOnce() {
        var guest = shop.guest(SHIRT);
        shop.mergeInto(guest, new UUID(4, 4));
        var back = new GiveBack(MergeDecider.takeOver(shop.cart(guest)), guest, new UUID(4, 4), "code", "");
        shop.shop.decide(back, NOON);
        shop.shop.decide(back, NOON);
        shop.shop.decide(new GiveBack(back.takeOver(), new UUID(0, 9), guest, "code", ""), NOON);

        assertThat(shop.events(guest)).endsWith("cart_merged", "merge_returned");
        assertThat(shop.cart(guest).version()).isEqualTo(4);
    }

    @Test
    void theStockBoundsAndTheRestIsSavedAndReported() {
        var guest = shop.guest(line("FEW", 3), line("FEW", 2, "engraved"));
        var hers = shop.adas(line("FEW", 2, "hers"), line("FEW", 2));

        var outcome = shop.merge(guest, hers);

        // five there are: first the four she had, then the rest in order
        assertThat(shop.lines(hers)).containsExactly("FEW(hers) 2", "FEW 3");
        assertThat(shop.saved(hers)).containsExactly("FEW 2", "FEW(engraved) 2");
        assertThat(merged(outcome)).containsEntry("saved", List.of(
                Map.of("line_id", line("FEW", 1).id(), "sku", "FEW", "requested", 5L, "kept", 3, "saved", 2L),
                Map.of("line_id", line("FEW", 1, "engraved").id(), "sku", "FEW", "requested", 2L, "kept", 0, "saved",
                        2L)));
    }

    @Test
    void whatIsNotSoldAnyMoreIsSavedAndReported() {
        var guest = shop.guest(SHIRT, MUG);
        var hers = shop.adas();
        var later = shop.later(variant("SHIRT", 2_000, 100),
                new Variant("MUG", "A mug", "EUR", 500, false, 100, 1, "p", "standard"));

        var outcome = later.merge(guest, hers);

        assertThat(later.lines(hers)).containsExactly("SHIRT 2");
        assertThat(later.saved(hers)).containsExactly("MUG 1");
        assertThat(merged(outcome)).containsEntry("unavailable",
                List.of(Map.of("line_id", MUG.id(), "sku", "MUG", "saved", 1L)));
    }

    @Test
    void savedLinesOfBothAddUp() {
        var guest = shop.guest(SHIRT, MUG);
        shop.ask(guest, null, new SaveForLater(SHIRT.id()));
        var hers = shop.adas(line("SHIRT", 3));
        shop.ask(hers, ADA, new SaveForLater(SHIRT.id()));

        shop.merge(guest, hers);

        assertThat(shop.lines(hers)).containsExactly("MUG 1");
        assertThat(shop.saved(hers)).containsExactly("SHIRT 5");
    }

    @Test
    void theShopChoosesWhatBecomesOfLinesOfBoth() {
        assertThat(both(MergePolicy.SUM)).containsExactly("SHIRT 5", "FEW 1", "MUG 1");
        assertThat(both(MergePolicy.LARGER)).containsExactly("SHIRT 3", "FEW 1", "MUG 1");
        assertThat(both(MergePolicy.GUEST)).containsExactly("SHIRT 2", "FEW 1", "MUG 1");
        assertThat(both(MergePolicy.USER)).containsExactly("SHIRT 3", "FEW 1", "MUG 1");
    }

    private static List<String> both(MergePolicy policy) {
        var shop = shop(policy);
        var guest = shop.guest(SHIRT, MUG);
        var hers = shop.adas(line("SHIRT", 3), line("FEW", 1));
        shop.merge(guest, hers);
        assertThat(shop.saved(hers)).isEmpty();
        return shop.lines(hers);
    }

    @Test
    void guestsPricesAreThoseOfNowAndHersStay() {
        var guest = shop.guest(SHIRT, MUG);
        var later = shop.later(variant("SHIRT", 2_500, 100), variant("MUG", 400, 100));
        var hers = later.adas(line("SHIRT", 1));
        var outcome = later.later(variant("SHIRT", 2_700, 100), variant("MUG", 400, 100));

        var merged = merged(outcome.merge(guest, hers));

        assertThat(outcome.inCart(hers, SHIRT).unitPrice()).isEqualTo(2_500);
        assertThat(outcome.inCart(hers, MUG).unitPrice()).isEqualTo(400);
        assertThat(merged).containsEntry("prices", List.of(
                Map.of("line_id", SHIRT.id(), "sku", "SHIRT", "old_price", 2_000L, "new_price", 2_500L),
                Map.of("line_id", MUG.id(), "sku", "MUG", "old_price", 500L, "new_price", 400L)));
    }

    @Test
    void noLineHoldsMoreThanALineMay() {
        var guest = shop.guest(line("HEAP", 9_000));
        var hers = shop.adas(line("HEAP", 2_000));

        shop.merge(guest, hers);

        assertThat(shop.lines(hers)).containsExactly("HEAP 9999");
        assertThat(shop.saved(hers)).containsExactly("HEAP 1001");
    }

    @Test
    void linesAfterTheLastAreSaved() {
        var guest = shop.guest(lines("guest", 150));
        var hers = shop.adas(lines("hers", 150));

        var outcome = shop.merge(guest, hers);

        assertThat(outcome.status()).isEqualTo(Outcome.Status.ACCEPTED);
        assertThat(shop.lines(hers)).hasSize(Cart.MAX_LINES);
        assertThat(shop.saved(hers)).hasSize(100).allMatch(line -> line.contains("guest"));
    }

    @Test
    void moreThanACartCanHoldIsGivenBack() {
        var hers = shop.adas(lines("hers", 150));
        shop.merge(shop.guest(lines("one", 150)), hers);
        shop.merge(shop.guest(lines("two", 100)), hers);
        var before = shop.cart(hers);
        var guest = shop.guest(MUG);

        assertThat(before.lines().size() + before.saved().size()).isEqualTo(2 * Cart.MAX_LINES);
        assertThat(shop.merge(guest, hers).code()).isEqualTo("cart_too_large");
        assertThat(shop.cart(hers)).isEqualTo(before);
        assertThat(shop.cart(guest).active()).isTrue();
    }

    @Test
    void tooMuchTextIsGivenBack() {
        var hers = shop.adas(texts("hers"));
        var guest = shop.guest(texts("guest"));

        assertThat(shop.merge(guest, hers).code()).isEqualTo("cart_too_large");
        assertThat(shop.cart(guest).active()).isTrue();
    }

    /// A total that is no number is refused after everything else, and nothing is lost then either.
    @Test
    void moreThanAnybodyCanPayIsGivenBack() {
        var dear = new MergingShop(MergePolicy.SUM, variant("GOLD", 600_000_000_000_000L, 10));
        var guest = dear.guest(line("GOLD", 1));

        assertThat(dear.merge(guest, dear.adas(line("GOLD", 1))).code()).isEqualTo("amount_too_large");
        assertThat(dear.cart(guest).active()).isTrue();
    }

    @Test
    void contactAddressAndMethodAreHersIfSheHasThem() {
        var lyon = new Address("Guest", List.of("Rue 1"), "Lyon", null, "69001", "FR");
        var guest = shop.guest(SHIRT);
        shop.ask(guest, null, new SetContact("guest@example.com"));
        shop.ask(guest, null, new SetShippingAddress(lyon));
        shop.ask(guest, null, new SetShippingMethod("post"));
        var blank = shop.adas();
        shop.merge(guest, blank);

        assertThat(shop.cart(blank).email()).isEqualTo("guest@example.com");
        assertThat(shop.cart(blank).terms().address()).isEqualTo(lyon);
        assertThat(shop.cart(blank).terms().shippingMethod()).isEqualTo("post");
        assertThat(shop.shop.happened()).extracting(Shop.Happened::event)
                .contains(new Event.ContactSet(blank, "guest@example.com"));

        var second = shop.guest();
        shop.ask(second, null, new SetContact("second@example.com"));
        shop.ask(second, null, new SetShippingAddress(PricedShop.berlin()));
        shop.ask(second, null, new SetShippingMethod("express"));
        shop.merge(second, blank);
        assertThat(shop.cart(blank).email()).isEqualTo("guest@example.com");
        assertThat(shop.cart(blank).terms().address()).isEqualTo(lyon);
        assertThat(shop.cart(blank).terms().shippingMethod()).isEqualTo("post");
    }

    @Test
    void theGuestsCodeComesIfItTakesSomethingOffAndSheHasNone() {
        assertThat(codeAfter("SHOP", null)).isEqualTo("SHOP");
        assertThat(codeAfter("SHOP", "HERS")).isEqualTo("HERS");
        assertThat(codeAfter("ONCE", null)).as("a code for one order a person, whom the user's cart makes known")
                .isNull();
    }

    private static @Nullable String codeAfter(String guests,
            @Nullable String hers) {
        var shop = new MergingShop(MergePolicy.SUM,
                new Pricing(
                        List.of(PricedShop.tenPercent("SHOP", null, null), PricedShop.tenPercent("HERS", null, null),
                                once()),
                        List.of(), PriceTables.NONE),
                variant("SHIRT", 2_000, 100));
        var ordered = shop.adas(SHIRT);
        shop.ask(ordered, ADA, new ApplyDiscount("ONCE"));
        shop.ask(ordered, ADA, new Checkout("pm_card_visa", null));
        var guest = shop.guest(SHIRT);
        assertThat(shop.ask(guest, null, new ApplyDiscount(guests)).code()).isEqualTo("ok");
        var cart = shop.adas(SHIRT);
        if (hers != null) {
            shop.ask(cart, ADA, new ApplyDiscount(hers));
        }
        shop.merge(guest, cart);
        return shop.cart(cart).terms().discountCode();
    }

    private static Discount once() {
        return PricedShop.tenPercent("ONCE", null, 1);
    }

    @SuppressWarnings("unchecked") // it is one in every answer
    private static Map<String, Object> merged(Outcome outcome) {
        return (Map<String, Object>) outcome.data().getOrDefault("merged", Map.of());
    }

    private static CartLine[] lines(String text, int count) {
        var lines = new CartLine[count];
        for (int i = 0; i < count; i++) {
            lines[i] = line("MUG", 1, text + i);
        }
        return lines;
    }

    private static CartLine[] texts(String text) {
        var lines = new CartLine[55];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line("MUG", 1, text + i + "\u20ac".repeat(700));
        }
        return lines;
    }

    private static MergingShop shop(MergePolicy policy) {
        return new MergingShop(policy, variant("SHIRT", 2_000, 100), variant("MUG", 500, 10_000),
                variant("FEW", 900, 5), variant("HEAP", 1, 100_000));
    }
}
