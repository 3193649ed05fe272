package io.tillstream.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a buyer does with a cart on the shop page before it is paid, and with the number of the order afterwards.
class ShopPageCartTest {

    private static final String NUMBER = "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}";

    private static final Locator.WaitForOptions HIDDEN = new Locator.WaitForOptions()
            .setState(WaitForSelectorState.HIDDEN);

    private static @Nullable ShopFront opened;
    private static ShopFront front;

    @BeforeAll
    static void open() throws Exception {
        front = ShopFront.open();
        opened = front;
    }

    @AfterAll
    static void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @AfterEach
    void leave() {
        front.buyersLeave();
    }

    @Test
    void theSameThingWithOtherOptionsIsAnotherLine() {
        var product = front.sells(5);

        var buyer = front.buyer().open().puts(product).putsEngraved(product, "For Ada");

        assertThat(buyer.line(product).count()).isEqualTo(2);
        assertThat(buyer.line("For Ada").innerText()).contains("Gift wrap").contains("Engraving “For Ada”");
        buyer.goesToCheckout().pays("4242").awaits("confirmed");
        assertThat(buyer.page.locator(".receipt").innerText()).contains("Engraving “For Ada”").contains("$40.00");
        assertThat(buyer.complaints).isEmpty();
    }

    @Test
    void anEngravingIsNoLongerThanItMayBe() {
        var product = front.sells(5);

        var buyer = front.buyer().open();
        var card = buyer.product(product);
        card.locator(".options summary").click();
        card.locator(".options [type=text]").pressSequentially("x".repeat(45));

        assertThat(card.locator(".options [type=text]").inputValue()).hasSize(40);
        assertThat(card.locator(".options").innerText()).contains("40 of 40");
    }

    @Test
    void whatIsSavedForLaterCostsNothingUntilItIsBack() {
        var kept = front.sells(3);
        var bought = front.sells(3);
        var buyer = front.buyer().open().puts(kept).puts(bought);
        buyer.waitFor(".cart .subtotal", "$40.00");

        buyer.presses("Save " + kept);
        buyer.waitFor(".saved", "Saved for later (1)");
        buyer.waitFor(".cart .subtotal", "$20.00");
        buyer.page.reload();
        assertThat(buyer.waitFor(".saved-line", kept)).contains("$20.00");
        assertThat(buyer.line(kept).count()).isZero();

        buyer.presses("Move " + kept);
        buyer.line(kept).waitFor();
        buyer.waitFor(".cart .subtotal", "$40.00");
        buyer.presses("Save " + kept).presses("Forget " + kept);
        buyer.page.locator(".saved").waitFor(HIDDEN);
        assertThat(buyer.page.locator(".cart .subtotal").innerText()).contains("$20.00");
        assertThat(buyer.complaints).isEmpty();
    }

    @Test
    void aCodeIsAppliedAndRemoved() {
        var code = front.office.percentOff(10);
        var buyer = front.buyerOf(front.sells(3));

        buyer.entersCode(" %s ".formatted(code.toLowerCase(Locale.ROOT)));
        assertThat(buyer.waitFor(".receipt .discount", "−$2.00")).contains(code);
        buyer.waitFor("#buy", "Pay $18.00");
        buyer.page.locator("#remove-code").click();
        buyer.waitFor("#buy", "Pay $20.00");

        buyer.entersCode(code);
        buyer.waitFor("#buy", "Pay $18.00");
        buyer.pays("4242").awaits("confirmed");
        assertThat(buyer.status()).contains("$18.00");
    }

    /// Whether it exists, is over or was used up is the shop's affair.
    @Test
    void aCodeThatCannotBeUsedIsRefusedInOneWay() {
        var buyer = front.buyerOf(front.sells(3));

        buyer.entersCode("NO-SUCH-CODE");

        assertThat(buyer.waitFor("#code-problem", "cannot be used")).doesNotContain("exist");
        assertThat(buyer.page.locator("#code-problem").getAttribute("role")).isEqualTo("alert");
        assertThat(buyer.page.locator("#buy").innerText()).isEqualTo("Pay $20.00");
    }

    @Test
    void aPriceThatHasRisenIsPaidOnlyWithTheBuyersConsent() {
        var title = "thing" + UUID.randomUUID().toString().substring(0, 8);
        var sku = front.shop.sells(title, 2_000, 3);
        var buyer = front.buyerOf(title);
        front.office.reprices(sku, title, 2_500);

        buyer.pays("4242").awaits("refused");

        assertThat(buyer.status()).contains("The price has risen").contains(title).contains("$20.00")
                .contains("$25.00").contains("Nothing was ordered");
        assertThat(front.orders(buyer)).isEmpty();
        buyer.goesTo("#/cart").waitFor(".line-notes", "Now $25.00, was $20.00");
        buyer.goesTo("#/checkout").page.locator("#agree").click();
        buyer.awaits("confirmed");
        assertThat(buyer.status()).contains("$25.00");
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    @Test
    void consentToATotalIsNoConsentToThatOfACartThatIsAnother() {
        var title = "thing" + UUID.randomUUID().toString().substring(0, 8);
        var sku = front.shop.sells(title, 2_000, 3);
        var buyer = front.buyerOf(title);
        front.office.reprices(sku, title, 2_500);
        buyer.pays("4242").awaits("refused").page.locator("#agree").waitFor();
        var refused = buyer.checkout().get("key").asString();
        buyer.inAnotherTab().open().presses("One " + title + " more");
        buyer.waitFor(".receipt", "2 ×");

        buyer.page.locator("#agree").click();

        buyer.page.locator("#agree").waitFor(HIDDEN);
        buyer.waitFor("#status .field-problem", "Your cart has changed");
        assertThat(buyer.checkout().path("key").asString(refused)).as("the last checkout").isEqualTo(refused);
        assertThat(front.orders(buyer)).isEmpty();
    }

    /// What the API shows lags behind what it has taken.
    @Test
    void aNewCartThatIsNotShownYetStays() {
        var product = front.sells(3);
        var buyer = front.buyer().open();
        var other = buyer.inAnotherTab().open();
        var added = new AtomicReference<@Nullable Route>();
        buyer.page.context().route("**/carts/*", ShopPageCartTest::findsNothing);
        buyer.page.route("**/carts/*/items", added::set);
        buyer.product(product).waitFor();

        other.page.waitForResponse("**/carts/*", () -> buyer.product(product).locator(".add").click());
        buyer.page.waitForCondition(() -> added.get() != null);
        buyer.page.evaluate("location.hash = '#/cart'"); // reads it, too
        requireNonNull(added.get()).resume();

        buyer.line(product).waitFor();
        buyer.page.context().unroute("**/carts/*");
        buyer.page.reload();
        buyer.line(product).waitFor();
        other.page.reload();
        other.line(product).waitFor();
    }

    private static void findsNothing(Route route) {
        route.fulfill(new Route.FulfillOptions().setStatus(404).setContentType("application/problem+json")
                .setBody("{\"title\":\"There is no such cart\",\"status\":404,\"code\":\"cart_not_found\"}"));
    }

    @Test
    void aCartThatHasBecomePartOfAnotherIsNotGoneOnWith() {
        var product = front.sells(3);
        var buyer = front.buyer().open().puts(product);
        var merged = buyer.cart();
        var user = "user" + UUID.randomUUID().toString().substring(0, 8);
        front.buyer().with(buyer).open().signsIn(user).waitFor(".merge", "one now");

        buyer.page.reload();

        buyer.page.locator(".cart-empty").waitFor();
        buyer.puts(product);
        assertThat(buyer.cart()).isNotEqualTo(merged).isNotEmpty();
    }

    /// It signs in before the cart was read.
    @Test
    void aGuestsCartThatIsNotReadYetGoesAlong() {
        var product = front.sells(3);
        var buyer = front.buyer().open().puts(product);
        buyer.page.route("**/carts/*", Route::abort);
        buyer.page.reload();
        buyer.waitFor(".cart-problem", "does not answer");
        buyer.page.unroute("**/carts/*");
        buyer.page.route("**/products*", Route::abort); // it would look again by itself

        buyer.signsIn("user" + UUID.randomUUID().toString().substring(0, 8)).waitFor(".merge", "one now");

        buyer.line(product).waitFor();
    }

    @Test
    void aChangeToACartThatWasChangedElsewhereIsNotMade() {
        var product = front.sells(5);
        var buyer = front.buyer().open().puts(product);
        var other = front.buyer().with(buyer).open();
        other.line(product).waitFor();
        other.page.route("**/products*", Route::abort); // it would look again by itself
        buyer.presses("One " + product + " more").waitFor(".cart .subtotal", "$40.00");

        other.presses("One " + product + " more");

        other.waitFor(".cart-problem", "changed somewhere else");
        assertThat(other.line(product).locator("output").innerText()).isEqualTo("2");
        other.presses("One " + product + " more").waitFor(".cart .subtotal", "$60.00");
    }

    @Test
    void aCheckoutOfACartThatWasChangedElsewhereOrdersNothing() {
        var product = front.sells(5);
        var buyer = front.buyer().open().puts(product);
        var other = front.buyer().with(buyer).open().goesToCheckout();
        other.page.route("**/products*", Route::abort);
        buyer.presses("One " + product + " more").waitFor(".cart .subtotal", "$40.00");

        other.pays("4242").awaits("refused");

        assertThat(other.status()).contains("Your cart has changed").contains("Nothing was ordered");
        assertThat(front.orders(other)).isEmpty();
        other.waitFor("#buy", "Pay $40.00");
        other.pays("4242").awaits("confirmed");
    }

    @Test
    void aGuestsCartJoinsThatOfWhoeverSignsInAndWhatIsTooMuchIsSaid() {
        var user = "user" + UUID.randomUUID().toString().substring(0, 8);
        var scarce = front.sells(3);
        var other = front.sells(3);
        var buyer = front.buyer().open().signsIn(user).puts(scarce);
        buyer.presses("One " + scarce + " more").waitFor(".cart .subtotal", "$40.00");
        buyer.signsOut();
        buyer.page.locator(".cart-empty").waitFor();
        buyer.puts(scarce).puts(other).presses("One " + scarce + " more").waitFor(".cart .subtotal", "$60.00");

        buyer.signsIn(user);

        assertThat(buyer.waitFor(".merge", "one now")).contains(scarce).contains("You wanted 4, there are 3")
                .contains("1 saved for later");
        assertThat(buyer.line(scarce).locator("output").innerText()).isEqualTo("3");
        assertThat(buyer.line(other).count()).isEqualTo(1);
        assertThat(buyer.page.locator(".saved-line").innerText()).contains(scarce);
        assertThat(front.buyer().open().signsIn(user).waitFor(".cart .subtotal", "$80.00")).isNotEmpty();
        buyer.signsOut().page.locator(".cart-empty").waitFor();
    }

    @Test
    void aUserBuysAndFindsTheOrderByItsNumberAlone() {
        var product = front.sells(3);
        var buyer = front.buyer().open().signsIn("user" + UUID.randomUUID().toString().substring(0, 8))
                .puts(product).goesToCheckout().pays("4242").awaits("confirmed");
        var number = buyer.page.locator("#status .order-number strong").innerText();

        buyer.goesTo("#/order/" + number).page.locator("#find-order").click();

        assertThat(buyer.waitFor(".order-found", number)).contains(product).contains("Confirmed");
    }

    @Test
    void anOrderIsFoundByNumberAndEmail() {
        var product = front.sells(3);
        var email = UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var buyer = front.buyerOf(product);
        buyer.page.locator("#change-address").click();
        buyer.writes(Map.of("email", email)).pays("4242").awaits("confirmed");
        var number = buyer.page.locator("#status .order-number strong").innerText();
        assertThat(number).matches(NUMBER);

        var finder = front.buyer().open().goesTo("#/order");
        finder.page.locator("#order [name=number]").fill(number.toLowerCase(Locale.ROOT).replace("-", " "));
        finder.page.locator("#order [name=email]").fill("not-" + email);
        finder.page.locator("#find-order").click();
        finder.waitFor("#order .field-problem", "no such order");
        finder.page.locator("#order [name=email]").fill(email.toUpperCase(Locale.ROOT));
        finder.page.locator("#find-order").click();

        assertThat(finder.waitFor(".order-found", number)).contains(product).contains("Confirmed").contains("$20.00");
    }
}
