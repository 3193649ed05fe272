package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the shop page does when something between it and the shop goes wrong.
class ShopPageFaultsTest extends PageTests {

    private static final Locator.WaitForOptions ATTACHED = new Locator.WaitForOptions()
            .setState(WaitForSelectorState.ATTACHED);

    @Test
    void aNetworkThatIsCutDuringTheWaitLosesNothing() throws Exception {
        var buyer = front.buyerOf(front.sells(3));
        front.slowsStripeDown();
        buyer.pays("4242").awaits("waiting");
        front.cable().cut();
        buyer.page.context().setOffline(true);
        assertThat(buyer.page.locator(".lost").innerText()).contains("goes on without you");
        Eventually.that("the order is confirmed behind the buyer's back",
                () -> front.orders(buyer).equals(List.of("CONFIRMED")));
        assertThat(buyer.page.locator("#status").getAttribute("data-look")).isEqualTo("busy");

        front.cable().mend();
        buyer.page.context().setOffline(false);

        buyer.awaits("confirmed").awaitsAllRecords();
        assertThat(buyer.places()).hasSize(5);
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    /// The browser knows of nothing: there is a network, only nobody answers.
    @Test
    void aShopThatIsGoneDuringTheWaitIsFoundAgain() throws Exception {
        var buyer = front.buyerOf(front.sells(3));
        front.slowsStripeDown();
        buyer.pays("4242").awaits("waiting");
        front.cable().cut();
        buyer.page.locator(".lost").waitFor();

        front.cable().mend();

        buyer.awaits("confirmed").awaitsAllRecords();
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    @Test
    void aReloadDuringTheWaitLosesNothing() throws Exception {
        var buyer = front.buyerOf(front.sells(3));
        front.slowsStripeDown();
        buyer.pays("4242").awaits("waiting");

        buyer.page.reload();

        buyer.awaits("waiting").awaits("confirmed");
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    @Test
    void aCheckoutWhoseAnswerIsLostIsSentAgainWithTheSameKey() {
        var buyer = front.buyerOf(front.sells(3));
        var sent = new AtomicInteger();
        var keys = ConcurrentHashMap.<String>newKeySet();
        var cart = buyer.cart();
        buyer.page.route("**/checkout", route -> {
            keys.add(String.valueOf(route.request().headers().get("idempotency-key")));
            if (sent.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                Eventually.that("the first one was confirmed", () -> front.orders(cart).equals(List.of("CONFIRMED")));
                route.resume();
            }
        });

        buyer.pays("4242").awaits("confirmed").awaitsAllRecords();

        assertThat(buyer.places()).as("all came before it was sent again").hasSize(5);
        assertThat(sent.get()).isEqualTo(2);
        assertThat(keys).hasSize(1);
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    @Test
    void aDoubleClickBuysOnce() {
        var buyer = front.buyerOf(front.sells(3));
        var sent = new AtomicInteger();
        buyer.page.onRequest(request -> {
            if (request.url().endsWith("/checkout")) {
                sent.incrementAndGet();
            }
        });

        buyer.page.locator("#buy").dblclick();

        buyer.awaits("confirmed");
        assertThat(sent.get()).isEqualTo(1);
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    @Test
    void twoTabsBuyTheirCartOnce() {
        var buyer = front.buyerOf(front.sells(3));
        var other = buyer.inAnotherTab();
        other.open();
        other.page.locator(".line").waitFor();
        other.goesToCheckout();

        buyer.page.evaluate("document.getElementById('buy').click()");
        other.page.evaluate("document.getElementById('buy').click()");

        buyer.awaits("confirmed").awaitsAllRecords();
        other.awaits("confirmed").awaitsAllRecords();
        assertThat(other.places()).hasSize(5).containsExactlyInAnyOrderElementsOf(buyer.places());
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
    }

    @Test
    void tabsThatNobodySeesOpenNoStreamsAndKnowTheEndAllTheSame() throws Exception {
        var buyer = front.buyerOf(front.sells(3));
        var streams = new AtomicInteger();
        var others = Stream.generate(buyer::inAnotherTab).limit(5).toList();
        for (var other : others) {
            other.page.onRequest(request -> {
                if (request.resourceType().equals("eventsource")) {
                    streams.incrementAndGet();
                }
            });
            other.hidden().open();
            other.goesToCheckout();
        }
        front.slowsStripeDown();

        buyer.pays("4242").awaits("confirmed").awaitsAllRecords();

        others.forEach(other -> other.awaits("confirmed"));
        assertThat(streams.get()).isZero();
        var last = others.getLast();
        assertThat(last.page.locator("#link").innerText()).isEqualTo("Connected");
        last.shown().awaitsAllRecords();
        assertThat(last.places()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"404, checkout_not_found", "410, outcome_expired"})
    void aCheckoutThatIsNotKnownAnyMoreIsNotSaidToBeRefused(int status, String code) {
        var buyer = front.buyerOf(front.sells(3));
        buyer.page.route("**/checkouts/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"title\":\"Gone\",\"status\":%d,\"code\":\"%s\"}".formatted(status, code))));

        buyer.pays("4242").awaits("unknown");

        assertThat(buyer.status()).contains("cannot be looked up any more").contains(code)
                .doesNotContain("Nothing was ordered");
    }

    /// The page asks while its stream is silent, and what it is told then is the refusal itself.
    @Test
    void aRefusalThatWasAskedForIsOne() {
        var last = front.sells(1);
        var late = front.buyer().open().puts(last).goesToCheckout();
        late.page.route("**/checkouts/*/*", Route::abort);
        front.buyerOf(last).pays("4242").awaits("confirmed");

        late.page.evaluate("document.getElementById('buy').click()");

        late.awaits("refused");
        assertThat(late.status()).contains("Somebody was faster").contains("Sold out");
    }

    @Test
    void anOutcomeThatExpiredIsNotSaidToBeARefusal() {
        var buyer = front.buyerOf(front.sells(3));
        var state = "{\"status\":\"refused\",\"problem\":{\"title\":\"Gone\",\"status\":410,\"code\":\"outcome_expired\"}}";
        buyer.page.route("**/checkouts/*/*", Route::abort);
        buyer.page.route("**/checkouts/*", route -> route
                .fulfill(new Route.FulfillOptions().setStatus(200).setContentType("application/json").setBody(state)));

        buyer.pays("4242").awaits("unknown");

        assertThat(buyer.status()).contains("cannot be looked up any more").doesNotContain("Nothing was ordered");
    }

    @Test
    void aCheckoutThatWasNotTakenIsNotSentAgainByAReload() {
        var buyer = front.buyerOf(front.sells(3));
        var sent = new AtomicInteger();
        buyer.page.route("**/checkout", route -> {
            sent.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setStatus(404).setContentType("application/problem+json")
                    .setBody("{\"title\":\"There is no such cart\",\"status\":404,\"code\":\"cart_not_found\"}"));
        });
        buyer.pays("4242").awaits("refused");

        buyer.page.reload();

        buyer.awaits("idle").page.locator("#buy").waitFor();
        assertThat(sent.get()).isEqualTo(1);
    }

    @Test
    void aCartThatIsBeingBoughtTakesNothingAndIsNotReplaced() throws Exception {
        var another = front.sells(3);
        var buyer = front.buyerOf(front.sells(3));
        var cart = buyer.cart();
        front.slowsStripeDown();
        buyer.pays("9995").awaits("waiting");
        buyer.page.evaluate("location.hash = '#/'");

        buyer.product(another).locator(".add").click();

        assertThat(buyer.product(another).locator(".card-problem").innerText()).contains("being checked out");
        buyer.page.locator(".checkout[data-stage=failed]").waitFor(ATTACHED);
        assertThat(buyer.cart()).isEqualTo(cart);
        buyer.puts(another).goesToCheckout().pays("4242").awaits("confirmed");
        assertThat(buyer.checkout().get("cart").asString()).isEqualTo(cart);
    }

    @Test
    void aShopThatIsDownIsSaidSoUntilItIsBack() {
        var product = front.sells(3);
        var buyer = front.buyer();
        buyer.page.route("**/products*", Route::abort);
        buyer.open();
        assertThat(buyer.page.locator(".notice.bad").innerText()).contains("does not answer").contains("no_answer");

        buyer.page.unroute("**/products*");

        buyer.product(product).waitFor();
        assertThat(buyer.page.locator(".notice").count()).isZero();
    }

    @Test
    void aProblemIsSaidInWordsWithItsCode() {
        var buyer = front.buyer();
        var problem = "{\"title\":\"The service cannot answer now\",\"status\":503,\"code\":\"service_unavailable\"}";
        buyer.page.route("**/products*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)
                .setContentType("application/problem+json").setBody(problem)));
        buyer.open();

        assertThat(buyer.page.locator(".notice.bad").innerText()).contains("The service cannot answer now")
                .contains("service_unavailable");
    }

    @Test
    void aStreamOfRecordsThatBrokeOffGoesOnAfterWhatWasSeen() throws Exception {
        var buyer = front.buyerOf(front.sells(3)).pays("4242").awaits("confirmed").awaitsAllRecords();

        var all = front.records(buyer, "");
        var ids = all.lines().filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).toList();
        assertThat(ids).hasSize(5);
        assertThat(front.records(buyer, ids.getLast())).doesNotContain("event: record").contains("event: end");
        assertThat(front.records(buyer, ids.get(2)).lines().filter("event: record"::equals)).hasSize(2);
    }
}
