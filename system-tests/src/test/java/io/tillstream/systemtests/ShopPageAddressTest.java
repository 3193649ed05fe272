package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The shop page of a shop that ships: what it costs depends on where it goes.
class ShopPageAddressTest {

    private static @Nullable ShopFront opened;
    private static ShopFront front;

    @BeforeAll
    static void open() throws Exception {
        front = ShopFront.open();
        opened = front;
        front.office.ships();
        front.shop.shut();
        front.shop.open(); // has read the new tables
    }

    @AfterAll
    static void close() throws Exception {
        if (opened != null) {
            opened.office.shipsNoMore();
            opened.close();
        }
    }

    @AfterEach
    void leave() {
        front.buyersLeave();
    }

    @Test
    void theAddressDecidesOfShippingAndTax() {
        var buyer = front.buyerOf(front.sells(3));
        assertThat(buyer.waitFor(".receipt .totals", "Total so far")).contains("Needs your address");

        buyer.writes(california());
        assertThat(buyer.waitFor(".receipt .totals", "$26.71")).contains("$4.90").contains("$1.81");
        buyer.page.locator("[value=express]").check();
        assertThat(buyer.waitFor(".receipt .totals", "$37.43")).contains("$14.90").contains("$2.53");

        buyer.page.locator("#address [name=country]").selectOption("FR");
        buyer.waitFor("#not-served", "We do not ship to France");
        assertThat(buyer.page.locator("#buy").innerText()).isEqualTo("We do not ship there");

        buyer.page.locator("#address [name=country]").selectOption("DE");
        buyer.waitFor("#shipping .field-problem", "Choose another one");
        buyer.page.locator("[value=standard]").check();
        assertThat(buyer.waitFor(".receipt .totals", "$29.90")).contains("of which tax").contains("$4.77");
        buyer.pays("4242").awaits("confirmed");
        assertThat(buyer.status()).contains("$29.90");
        assertThat(buyer.complaints).isEmpty();
    }

    @Test
    void nobodyPaysATotalThatWasNotOnTheButton() {
        var buyer = front.buyerOf(front.sells(3));
        buyer.page.locator("#buy").click();
        assertThat(buyer.page.evaluate("document.activeElement.name")).as("what is missing").isEqualTo("name");

        buyer.page.evaluate("addEventListener('change', (event) => event.stopPropagation(), true)"); // as autofill may
        buyer.writes(california());
        buyer.page.locator("#buy").click();

        buyer.waitFor("#payment .field-problem", "The total has changed");
        assertThat(buyer.page.locator("#buy").innerText()).isEqualTo("Pay $26.71");
        buyer.page.locator("#buy").click();
        buyer.awaits("confirmed");
    }

    @Test
    void theAddressSurvivesAReloadAndTheNextPurchase() {
        var product = front.sells(3);
        var buyer = front.buyerOf(product).writes(california());
        buyer.waitFor("#buy", "Pay $26.71");
        buyer.page.reload();
        assertThat(buyer.waitFor(".address-shown", "United States")).contains("1 Main Street");
        buyer.pays("4242").awaits("confirmed");

        buyer.page.locator("#status .button").click();
        buyer.puts(product).goesToCheckout();

        buyer.waitFor("#buy", "Pay $26.71");
        buyer.pays("4242").awaits("confirmed");
    }

    @Test
    void theFormFitsAPhone() {
        var buyer = front.buyer(390, ColorScheme.DARK).open().puts(front.sells(3)).goesToCheckout();
        assertThat(buyer.scrollsSideways()).isFalse();
        buyer.writes(california()).waitFor("#buy", "Pay $26.71");

        assertThat(buyer.scrollsSideways()).isFalse();
    }

    /// In the order of the form.
    private static Map<String, String> california() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("email", "ada@example.com");
        fields.put("name", "Ada Lovelace");
        fields.put("line1", "1 Main Street");
        fields.put("city", "San Francisco");
        fields.put("region", "ca");
        fields.put("postcode", "94105");
        return fields;
    }
}
