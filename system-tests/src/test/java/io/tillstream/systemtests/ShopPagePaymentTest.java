package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/// What a buyer has to do, and may do, between the order and its payment.
class ShopPagePaymentTest extends PageTests {

    @Test
    void aBankThatAsksIsAnsweredAndThePageGoesOn() {
        var buyer = front.buyerOf(front.sells(1)).pays("3220");
        buyer.page.locator("#confirm-with-bank").waitFor();
        var cart = buyer.checkout().get("cart").asString();
        assertThat(buyer.status()).contains("Your bank wants you to confirm this", "held until");

        buyer.page.locator("#confirm-with-bank").click();
        buyer.page.locator("[value=success]").click();
        Eventually.that("a confirmed order", () -> front.orders(cart).equals(List.of("CONFIRMED")));

        buyer.open().awaits("confirmed");
        assertThat(buyer.page.url()).endsWith("#/checkout").doesNotContain("secret");
    }

    @Test
    void anOrderThatIsNotPaidCanBeCancelledAndBoughtAgain() {
        var buyer = front.buyerOf(front.sells(1)).pays("3220");
        buyer.page.locator("#cancel-order").click();
        buyer.awaits("failed");
        assertThat(buyer.status()).contains("Cancelled", "Nothing was charged");
        buyer.page.locator("#buy").waitFor();

        buyer.pays("4242").awaits("confirmed");

        assertThat(front.orders(buyer)).containsExactlyInAnyOrder("CANCELLED", "CONFIRMED");
        assertThat(buyer.complaints).isEmpty();
    }
}
