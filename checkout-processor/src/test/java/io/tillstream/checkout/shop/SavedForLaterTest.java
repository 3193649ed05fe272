package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.MergingShop.line;
import static io.tillstream.checkout.shop.MergingShop.variant;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.ChangeQuantity;
import io.tillstream.checkout.cart.CartCommand.MoveToCart;
import io.tillstream.checkout.cart.CartCommand.RemoveSaved;
import io.tillstream.checkout.cart.CartCommand.SaveForLater;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.MergePolicy;

/// What is kept for later, and back.
class SavedForLaterTest {

    private static final CartLine SHIRT = line("SHIRT", 2);
    private static final CartLine MUG = line("MUG", 1);

    private final MergingShop shop = new MergingShop(MergePolicy.SUM, variant("SHIRT", 2_000, 10),
            variant("MUG", 500, 10_000), variant("HEAP", 1, 100_000));

    @Test
    void whatIsSavedIsInNoTotalAndComesBack() {
        var cart = shop.guest(SHIRT, MUG);

        assertThat(ask(cart, new SaveForLater(SHIRT.id()))).isEqualTo("ok");
        assertThat(shop.lines(cart)).containsExactly("MUG 1");
        assertThat(shop.saved(cart)).containsExactly("SHIRT 2");
        assertThat(shop.cart(cart).terms().shownTotal()).isEqualTo(500);

        assertThat(ask(cart, new MoveToCart(SHIRT.id()))).isEqualTo("ok");
        assertThat(shop.lines(cart)).containsExactly("MUG 1", "SHIRT 2");
        assertThat(shop.saved(cart)).isEmpty();
        assertThat(shop.cart(cart).terms().shownTotal()).isEqualTo(4_500);
        assertThat(shop.events(cart)).endsWith("saved_for_later", "moved_to_cart");
        assertThat(shop.cart(cart).version()).isEqualTo(5);
    }

    @Test
    void savingTheSameAgainAddsUp() {
        var cart = shop.guest(SHIRT);
        ask(cart, new SaveForLater(SHIRT.id()));
        ask(cart, new AddItem("SHIRT", 3, Map.of()));

        assertThat(ask(cart, new SaveForLater(SHIRT.id()))).isEqualTo("ok");
        assertThat(shop.saved(cart)).containsExactly("SHIRT 5");
    }

    @Test
    void whatComesBackHasThePriceOfNow() {
        var cart = shop.guest(SHIRT);
        ask(cart, new SaveForLater(SHIRT.id()));
        assertThat(shop.savedLine(cart, SHIRT).unitPrice()).isEqualTo(2_000);

        var dearer = shop.later(variant("SHIRT", 2_500, 10));
        dearer.ask(cart, null, new MoveToCart(SHIRT.id()));

        assertThat(dearer.inCart(cart, SHIRT).unitPrice()).isEqualTo(2_500);
    }

    @Test
    void whatComesBackJoinsItsLine() {
        var cart = shop.guest(SHIRT);
        ask(cart, new SaveForLater(SHIRT.id()));
        ask(cart, new AddItem("SHIRT", 3, Map.of()));
        ask(cart, new MoveToCart(SHIRT.id()));

        assertThat(shop.lines(cart)).containsExactly("SHIRT 5");
    }

    @Test
    void withoutStockItStaysWhereItIs() {
        var cart = shop.guest(SHIRT);
        ask(cart, new SaveForLater(SHIRT.id()));
        var before = shop.cart(cart);

        var sold = shop.later(variant("SHIRT", 2_000, 1));
        var outcome = sold.ask(cart, null, new MoveToCart(SHIRT.id()));
        assertThat(outcome.code()).isEqualTo("out_of_stock");
        assertThat(outcome.data()).containsEntry("available", 1).containsEntry("requested", 2L);
        assertThat(sold.shop.changedCarts()).isEmpty();
        assertThat(shop.later().ask(cart, null, new MoveToCart(SHIRT.id())).code()).isEqualTo("variant_not_found");
        assertThat(shop.cart(cart)).isEqualTo(before);
    }

    @Test
    void whatIsForgottenIsGone() {
        var cart = shop.guest(SHIRT);
        ask(cart, new SaveForLater(SHIRT.id()));

        assertThat(ask(cart, new RemoveSaved(SHIRT.id()))).isEqualTo("ok");
        assertThat(shop.saved(cart)).isEmpty();
        assertThat(shop.events(cart)).endsWith("saved_removed");
        assertThat(ask(cart, new RemoveSaved(SHIRT.id()))).isEqualTo("line_not_found");
        assertThat(ask(cart, new MoveToCart(SHIRT.id()))).isEqualTo("line_not_found");
        assertThat(ask(cart, new SaveForLater(SHIRT.id()))).isEqualTo("line_not_found");
    }

    /// Nothing is lost: what would be too much stays in the cart.
    @Test
    void noMoreIsSavedThanALineMayHold() {
        var heap = line("HEAP", 9_999);
        var cart = shop.guest(heap);
        ask(cart, new SaveForLater(heap.id()));
        ask(cart, new AddItem("HEAP", 1, Map.of()));

        assertThat(ask(cart, new SaveForLater(heap.id()))).isEqualTo("quantity_out_of_range");
        assertThat(ask(cart, new MoveToCart(heap.id()))).isEqualTo("quantity_out_of_range");
        assertThat(shop.lines(cart)).containsExactly("HEAP 1");
        assertThat(shop.saved(cart)).containsExactly("HEAP 9999");
    }

    @Test
    void refusesTheSavedLineAfterTheLast() {
        var cart = shop.guest();
        for (int i = 0; i <= Cart.MAX_LINES; i++) {
            var line = line("MUG", 1, "n" + i);
            ask(cart, new AddItem("MUG", 1, line.options()));
            assertThat(ask(cart, new SaveForLater(line.id()))).isEqualTo(
                    i < Cart.MAX_LINES ? "ok" : "too_many_lines");
        }
        assertThat(ask(cart, new ChangeQuantity(line("MUG", 1, "n" + Cart.MAX_LINES).id(), 2))).isEqualTo("ok");
    }

    /// What is saved counts: every event of the cart tells it.
    @Test
    void savedTextCountsInTheBoundOfTheCart() {
        var cart = shop.guest();
        var code = "ok";
        int saved = 0;
        while (code.equals("ok")) {
            var line = line("MUG", 1, saved + "\u20ac".repeat(700));
            code = ask(cart, new AddItem("MUG", 1, line.options()));
            ask(cart, new SaveForLater(line.id()));
            saved++;
        }
        assertThat(code).isEqualTo("cart_too_large");
        assertThat(saved).isBetween(50, 150);
    }

    private String ask(UUID cart, Ask ask) {
        return shop.ask(cart, null, ask).code();
    }
}
