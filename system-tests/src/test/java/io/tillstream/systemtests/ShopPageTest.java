package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shop page in a real browser, with everything behind it.
class ShopPageTest extends PageTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"4242 | confirmed | Confirmed", "0002 | failed | without giving a reason",
            "9995 | failed | not enough money", "0069 | failed | has expired", "0127 | failed | security code",
            "0119 | failed | could not process"})
    void saysWhatCameOfEachCard(String digits, String stage, String words) {
        var buyer = front.buyerOf(front.sells(3)).pays(digits).awaits(stage);

        assertThat(buyer.status()).contains(words);
        assertThat(buyer.complaints).isEmpty();
    }

    @Test
    void aDeclinedCartCanBePaidWithAnotherCard() {
        var buyer = front.buyerOf(front.sells(1)).pays("9995").awaits("failed");
        var first = buyer.checkout().get("key").asString();
        buyer.page.locator("#buy").waitFor();

        buyer.pays("4242").awaits("confirmed");

        assertThat(buyer.checkout().get("key").asString()).isNotEqualTo(first);
        assertThat(front.orders(buyer)).containsExactlyInAnyOrder("PAYMENT_FAILED", "CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"4242, confirmed", "0002, failed"})
    void listsTheRecordsThatAreInKafka(String digits, String stage) throws Exception {
        var buyer = front.buyerOf(front.sells(3)).pays(digits).awaits(stage).awaitsAllRecords();

        var inKafka = front.placesInKafka(buyer);
        assertThat(buyer.places()).containsExactlyInAnyOrderElementsOf(inKafka);
        buyer.page.reload();
        buyer.awaits(stage).awaitsAllRecords();
        assertThat(buyer.places()).as("after a reload").containsExactlyInAnyOrderElementsOf(inKafka);
    }

    @Test
    void opensARecordAsJson() {
        var buyer = front.buyerOf(front.sells(3)).pays("4242").awaits("confirmed").awaitsAllRecords();
        var confirmed = buyer.page.locator(".record").last();
        confirmed.locator("summary").press("Enter");

        assertThat(confirmed.locator("pre").innerText()).contains("\"type\": \"order_confirmed\"")
                .contains("\"status\": \"CONFIRMED\"").contains("\"total\": 2000").contains("ce_type");
    }

    @Test
    void saysWhatIsSoldOut() {
        var few = front.sells(2);
        var none = front.sells(1);
        front.buyerOf(none).pays("4242").awaits("confirmed");

        var buyer = front.buyer().open();

        assertThat(buyer.product(few).innerText()).contains("Only 2 left");
        assertThat(buyer.product(none).locator("button").innerText()).isEqualTo("Sold out");
        assertThat(buyer.product(none).locator("button").isDisabled()).isTrue();
    }

    @Test
    void oneOfTwoGetsTheLastUnitAndTheOtherIsToldAndGoesOn() {
        var last = front.sells(1);
        var other = front.sells(5);
        var both = List.of(front.buyer(), front.buyer());
        both.forEach(one -> one.open().puts(last).puts(other).goesToCheckout());

        both.forEach(one -> one.page.evaluate("document.getElementById('buy').click()"));
        both.forEach(one -> one.page.locator("#status[data-look=good], #status[data-look=warn]").waitFor());

        var winners = both.stream().filter(one -> one.status().contains("Confirmed")).toList();
        assertThat(winners).hasSize(1);
        var loser = both.get(winners.getFirst() == both.getFirst() ? 1 : 0);
        assertThat(loser.status()).contains("Somebody was faster").contains(last).contains("Sold out");
        loser.page.locator("#adjust").click();
        loser.goesToCheckout();
        assertThat(loser.page.locator(".receipt").innerText()).doesNotContain(last).contains(other);
        loser.pays("4242").awaits("confirmed");
    }

    @Test
    void aCartSurvivesAReloadAndOneThatIsGoneIsReplaced() {
        var product = front.sells(5);
        var buyer = front.buyer().open().puts(product);
        var first = buyer.cart();
        buyer.page.reload();
        buyer.page.locator(".line").waitFor();
        assertThat(buyer.cart()).isEqualTo(first);

        buyer.page.evaluate("localStorage.setItem('tillstream.cart', "
                + "JSON.stringify({id: crypto.randomUUID(), token: 'x'}))");
        buyer.page.reload();
        buyer.puts(product);

        assertThat(buyer.cart()).isNotEqualTo(first).isNotEmpty();
        assertThat(buyer.page.locator(".notice").count()).isZero();
    }

    @Test
    void quantitiesAreChangedAndLinesTakenOut() {
        var product = front.sells(3);
        var buyer = front.buyer().open().puts(product);
        var line = buyer.page.locator(".line");
        var more = line.locator("button[aria-label$=more]");

        more.click();
        more.click();
        buyer.page.locator(".cart .subtotal", new Page.LocatorOptions().setHasText("$60.00")).waitFor();
        assertThat(more.isDisabled()).as("no more than there is").isTrue();
        line.locator("button[aria-label^=Remove]").click();
        buyer.page.locator(".cart-empty").waitFor();
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() {
        var product = front.sells(3);
        var buyer = front.buyer().showingOnly(product).open();
        buyer.product(product).waitFor();

        buyer.tabsTo(".add").page.keyboard().press("Enter");
        buyer.page.locator(".line").waitFor();
        buyer.tabsTo("#go-to-checkout").page.keyboard().press("Enter");
        buyer.page.locator("#buy").waitFor();
        buyer.tabsTo("[name=method]").page.keyboard().press("ArrowDown");
        buyer.tabsTo("#buy").page.keyboard().press("Enter");
        buyer.awaits("failed");
        assertThat(buyer.page.evaluate("document.activeElement.id")).isEqualTo("headline");
        buyer.page.locator("#buy").waitFor();
        buyer.tabsTo("[name=method]").page.keyboard().press("ArrowUp");
        buyer.page.keyboard().press("Enter");

        buyer.awaits("confirmed");
    }

    @Test
    void fitsAPhone() {
        var buyer = front.buyer(390, ColorScheme.LIGHT);
        var product = front.sells(3);
        buyer.open().puts(product);
        assertThat(buyer.scrollsSideways()).isFalse();
        buyer.page.locator("#cart-bar").click();
        buyer.page.locator("#go-to-checkout").waitFor();
        assertThat(buyer.scrollsSideways()).isFalse();
        buyer.page.locator("#go-to-checkout").click();
        assertThat(buyer.scrollsSideways()).isFalse();
        buyer.pays("4242").awaits("confirmed").awaitsAllRecords();
        buyer.page.locator(".record summary").first().click();
        assertThat(buyer.scrollsSideways()).isFalse();
    }

    @Test
    void aTitleIsShownAsTextWhateverItSays() {
        var title = "<img src=x onerror=a()>" + UUID.randomUUID().toString().substring(0, 8);
        front.shop.sells(title, 1_000, 3);
        var buyer = front.buyer().open();

        assertThat(buyer.product(title).locator("h2").innerText()).isEqualTo(title);
        assertThat(buyer.puts(title).complaints).isEmpty();
    }
}
