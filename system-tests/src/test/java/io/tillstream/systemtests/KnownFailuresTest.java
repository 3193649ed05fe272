package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tillstream.command.Checkout;
import io.tillstream.command.PaymentResult;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.schemas.Topics;

/// What happened to other shops, and must not happen here.
class KnownFailuresTest {

    private static Shop shop;
    private static StripeControl stripe;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
        stripe = new StripeControl(shop.stripe.uri());
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    /// Two buyers of one variant broke, because its row was locked across the call to the payment provider.
    @Test
    void noLockIsHeldWhileStripeIsCalled() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var slow = shop.cartWith(shirt, 1);
        var other = shop.cartWith(shirt, 1);
        stripe.fault("create", "delay_ms", 1, 20_000);

        shop.checkout(slow, "pm_card_visa");
        Eventually.that("the slow buyer's call has reached Stripe",
                stripe::faultsAreUsedUp);
        shop.checkout(other, "pm_card_visa");

        Eventually.that("the second buyer is through", () -> shop.statusOfOrderOn(other).equals("CONFIRMED"));
        assertThat(shop.statusOfOrderOn(slow)).as("the first buyer still waits for Stripe")
                .isEqualTo("PENDING_PAYMENT");
        Eventually.that("the first buyer is through", () -> shop.statusOfOrderOn(slow).equals("CONFIRMED"));
    }

    /// Oversold under load: check and decrement were in different transactions.
    @Test
    void soldIsNeverMoreThanTheStock() {
        var last = shop.sells("lastones", 2_000, 10);
        var carts = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            carts.add(shop.cartWith(last, 1));
        }
        var checkouts = carts.stream().map(cart -> shop.checkout(cart, "pm_card_visa").toString()).toList();

        Eventually.that("300 answers",
                () -> shop.count("select count(*) from command_outcome where command_id = any(?::uuid[])",
                        checkouts) == 300);
        Eventually.that("10 confirmed orders", () -> confirmed(carts) == 10);
        assertThat(shop.stockOf(last)).isZero();
        assertThat(shop.database.queryForObject("select sum(change) from stock_movement where sku = ?", Integer.class,
                last)).isZero();
        assertThat(shop.count("select count(*) from orders where cart_id = any(?::uuid[])", carts)).isEqualTo(10);
    }

    /// Charged twice, and a second order, after a page was loaded again.
    @Test
    void oneCheckoutIsOneOrderAndOnePaymentIntent() throws Exception {
        var shirt = shop.sells("shirt", 2_000, 10);
        var cart = shop.cartWith(shirt, 1);
        var id = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            var _ = shop.command(id, cart, new Checkout("pm_card_visa", null));
        }
        shop.checkout(cart, "pm_card_visa"); // the page again, with a new key

        Eventually.that("a confirmed order", () -> shop.statusOfOrderOn(cart).equals("CONFIRMED"));
        assertThat(stripe.paymentIntents(cart)).singleElement().satisfies(intent -> {
            assertThat(intent.get("successful_charges").asInt()).isEqualTo(1);
            assertThat(intent.get("amount_received").asLong()).isEqualTo(2_000);
        });
        assertThat(shop.stockOf(shirt)).isEqualTo(9);
    }

    /// Double capture and missing orders: the client's confirmation raced the webhook. Here both are results, and the second changes nothing.
    @Test
    void theSameResultTwiceConfirmsOnce() {
        var shirt = shop.sells("shirt", 2_000, 10);
        var cart = shop.cartWith(shirt, 1);
        shop.checkout(cart, "pm_card_visa");
        Eventually.that("a confirmed order", () -> shop.statusOfOrderOn(cart).equals("CONFIRMED"));
        var order = shop.database
                .queryForList("select order_id::text from orders where cart_id = ?::uuid", String.class, cart)
                .getFirst();
        var intent = shop.database
                .queryForList("select payment_intent_id from payment where order_id = ?::uuid", String.class, order)
                .getFirst();

        for (int i = 0; i < 3; i++) {
            var _ = shop.send(Topics.PAYMENT_RESULTS, cart,
                    new PaymentResult(order, cart, new PaymentSucceeded(intent, 2_000L, "USD"), null));
        }
        var marker = shop.command(cart, new Checkout("pm_card_visa", null));
        Eventually.that("the lane has passed the results", () -> shop.read(Topics.COMMAND_OUTCOMES).stream()
                .anyMatch(outcome -> outcome.getCommandId().equals(marker.toString())));

        assertThat(shop.read(Topics.ORDER_EVENTS).stream()
                .filter(event -> event.getOrderId().equals(order) && event.getStatus().equals("CONFIRMED")))
                .hasSize(1);
        assertThat(shop.stockOf(shirt)).isEqualTo(9);
    }

    private static int confirmed(List<String> carts) {
        return shop.count("select count(*) from orders where status = 'CONFIRMED' and cart_id = any(?::uuid[])", carts);
    }
}
