package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the shop page does when something between it and the shop goes wrong.
class ShopPageFaultsTest {

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
        buyer.page.route("**/checkout", route -> {
            keys.add(String.valueOf(route.request().headers().get("idempotency-key")));
            if (sent.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });

        buyer.pays("4242").awaits("confirmed");

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

        buyer.awaits("confirmed");
        other.awaits("confirmed");
        assertThat(front.orders(buyer)).containsExactly("CONFIRMED");
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
