package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.command.CancelOrder;
import io.tillstream.command.Checkout;
import io.tillstream.command.CommandOutcome;
import io.tillstream.command.RefundOrder;
import io.tillstream.schemas.Topics;

/// What happened to payments of other shops, and must not happen here: a buyer pays in the storefront's own form, and Stripe tells of it by webhooks.
class PaymentFailuresTest {

    private static final String SECRET = "whsec_payment_failures";
    private static final String GOOD = "4242424242424242";
    private static final String POOR = "4000000000009995";

    private static Shop shop;
    private static Storefront front;
    private static StripeControl stripe;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop(Map.of("tillstream.checkout.hold", "6s", "tillstream.stripe.read-timeout", "2s"));
        front = new Storefront(shop, Map.of("tillstream.stripe.webhook-secrets", SECRET));
        stripe = new StripeControl(shop.stripe.uri());
        stripe.webhooksTo(URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(front.port())), SECRET);
    }

    @AfterAll
    static void close() throws Exception {
        front.close();
        shop.close();
    }

    /// Double capture and missing orders: the client's confirmation raced the webhook.
    @Test
    void aPaymentThatTheClientAndWebhooksTellOfIsOneOrder() {
        stripe.send("POST", "/_control/webhook_plan", "{\"seed\":1,\"disorder\":{\"duplicate\":1}}");
        var buyer = new Waiting(shop.sells("twice", 2_000, 10));
        assertThat(buyer.pays(GOOD)).isTrue();

        Eventually.that("a confirmed order", () -> buyer.status().equals("CONFIRMED"));
        Eventually.that("every webhook is delivered", () -> deliveries().get("pending").asInt() == 0);
        stripe.send("DELETE", "/_control/webhook_plan", "");
        buyer.passed();
        assertThat(buyer.charges()).isEqualTo(1);
        assertThat(shop.read(Topics.FULFILLMENT_REQUESTS)).filteredOn(each -> each.getCartId().equals(buyer.cart))
                .hasSize(1);
        assertThat(shop.read(Topics.ORDER_EVENTS)).filteredOn(
                each -> each.getCartId().equals(buyer.cart) && each.getType().equals("order_confirmed")).hasSize(1);
    }

    /// Charged twice, and a second order, after a page was loaded again.
    @Test
    void aPageThatIsLoadedAgainMeetsTheSamePaymentIntent() {
        var buyer = new Waiting(shop.sells("again", 2_000, 10));
        var again = outcome(shop.command(buyer.cart, new Checkout(null, null)));

        assertThat(again.getCode()).isEqualTo("cart_not_active");
        assertThat(again.getData()).contains(buyer.order);
        assertThat(buyer.pays(GOOD)).isTrue();
        Eventually.that("a confirmed order", () -> buyer.status().equals("CONFIRMED"));
        assertThat(stripe.paymentIntents(buyer.cart)).hasSize(1);
    }

    /// A declined card, then one that works: the stock was released in between, and sold to somebody else.
    @Test
    void aSecondCardAfterADeclineIsTheSameOrder() {
        var sku = shop.sells("secondcard", 2_000, 1);
        var buyer = new Waiting(sku);
        assertThat(buyer.pays(POOR)).isFalse();
        Eventually.that("the decline is told", () -> "insufficient_funds".equals(buyer.payment("decline_code")));
        assertThat(shop.stockOf(sku)).isZero();

        assertThat(buyer.pays(GOOD)).isTrue();
        Eventually.that("a confirmed order", () -> buyer.status().equals("CONFIRMED"));
        assertThat(shop.database.queryForList(
                "select kind from stock_movement where sku = ? and kind <> 'RECEIVED'", String.class, sku))
                .containsExactly("HELD");
    }

    /// The order was cancelled at the limit of its hold, and the buyer charged.
    @Test
    void stockIsReleasedOnlyWhenNoMoneyCanComeAnyMore() {
        var sku = shop.sells("expired", 2_000, 1);
        var buyer = new Waiting(sku);
        stripe.fault("cancel", "error_500", 3, null);

        Eventually.that("the hold is over", () -> !buyer.status().equals("PENDING_PAYMENT"));
        Eventually.that("the order is expired", () -> {
            int stock = shop.stockOf(sku); // before the status: else it may be released between the two
            assertThat(stock == 0 || buyer.status().equals("EXPIRED")).isTrue();
            return buyer.status().equals("EXPIRED");
        });
        assertThat(shop.stockOf(sku)).isEqualTo(1);
        assertThat(buyer.pays(GOOD)).as("Stripe takes no money for it").isFalse();
        assertThat(buyer.charges()).isZero();
    }

    /// The same, but the buyer pays while the cancel is on its way.
    @Test
    void moneyThatComesAtTheLimitOfTheHoldConfirmsTheOrder() {
        var sku = shop.sells("justintime", 2_000, 1);
        var buyer = new Waiting(sku);
        stripe.fault("cancel", "error_409", 8, null);
        Eventually.that("the order closes", () -> buyer.status().equals("CLOSING"));

        assertThat(buyer.pays(GOOD)).isTrue();
        Eventually.that("a confirmed order", () -> buyer.status().equals("CONFIRMED"));
        assertThat(shop.stockOf(sku)).isZero();
        assertThat(buyer.charges()).isEqualTo(1);
        stripe.send("DELETE", "/_control/faults", "");
    }

    /// A buyer gives up while nobody knows what became of the create.
    @Test
    void anOrderThatWasGivenUpInFlightIsNeverCharged() {
        var sku = shop.sells("givenup", 2_000, 1);
        stripe.fault("create", "timeout_after_success", 1, 20_000);
        var cart = shop.cartWith(sku, 1);
        var checkout = shop.checkout(cart, "pm_card_visa");
        Eventually.that("the create has reached Stripe", () -> stripe.faultsAreUsedUp());
        shop.command(cart, new CancelOrder(checkout.toString()));

        Eventually.that("the order is cancelled", () -> shop.statusOfOrderOn(cart).equals("CANCELLED"));
        assertThat(shop.stockOf(sku)).isEqualTo(1);
        assertThat(stripe.paymentIntents(cart)).allSatisfy(
                intent -> assertThat(intent.get("successful_charges").asInt()).isZero());
    }

    /// Pending for ever: the webhook came before the order, was answered with 200, and forgotten.
    @Test
    void aWebhookOfAnUnknownPaymentIsKeptAndJoinedLater() throws Exception {
        var buyer = new Waiting(shop.sells("early", 2_000, 1));
        var unknown = "pi_unknown" + UUID.randomUUID().toString().substring(0, 8);
        var event = "evt_" + UUID.randomUUID().toString().replace("-", "");
        var body = """
                {"id":"%s","object":"event","type":"payment_intent.succeeded","livemode":false,"created":1,
                 "data":{"object":{"id":"%s","object":"payment_intent","amount_received":2000,"currency":"usd","metadata":{}}}}"""
                .formatted(event, unknown);
        assertThat(front.send("POST", "/webhooks/stripe", body, "Stripe-Signature",
                StripeControl.signature(body, SECRET)).statusCode()).isEqualTo(200);
        Eventually.that("it is kept", () -> Boolean.FALSE.equals(kept(event)));

        shop.database.update("update payment set payment_intent_id = ? where order_id = ?::uuid", unknown, buyer.order);
        Eventually.that("a confirmed order", () -> buyer.status().equals("CONFIRMED"));
        assertThat(kept(event)).isTrue();
    }

    @Test
    void aRefundIsMadeOnceHoweverBadlyStripeAnswers() {
        var sku = shop.sells("refund", 2_000, 2);
        var buyer = new Waiting(sku);
        assertThat(buyer.pays(GOOD)).isTrue();
        Eventually.that("a confirmed order", () -> buyer.status().equals("CONFIRMED"));
        stripe.fault("create_refund", "error_500_after_success", 1, null);
        stripe.fault("create_refund", "connection_reset", 1, null);

        var line = shop.database.queryForList("select line_id from order_item where order_id = ?::uuid", String.class,
                buyer.order).getFirst();
        assertThat(outcome(shop.command(buyer.cart, new RefundOrder(buyer.order, 500L, "a scratch", Map.of())))
                .getStatus()).isEqualTo("accepted");
        assertThat(outcome(shop.command(buyer.cart, new RefundOrder(buyer.order, null, "sent back", Map.of(line, 1))))
                .getStatus()).isEqualTo("accepted");

        Eventually.that("all is given back", () -> buyer.status().equals("REFUNDED"));
        assertThat(shop.stockOf(sku)).isEqualTo(2);
        assertThat(stripe.paymentIntents(buyer.cart)).singleElement().satisfies(intent -> {
            assertThat(intent.get("amount_refunded").asLong()).isEqualTo(2_000);
            assertThat(intent.get("refunds")).hasSize(2);
        });
        stripe.send("DELETE", "/_control/faults", "");
    }

    private static @Nullable Boolean kept(String event) {
        return shop.database.queryForList("select joined from stripe_event where event_id = ?", Boolean.class, event)
                .stream().findFirst().orElse(null);
    }

    private static JsonNode deliveries() {
        return JsonMapper.shared().readTree(stripe.send("GET", "/_control/deliveries", ""));
    }

    private static CommandOutcome outcome(UUID command) {
        return Eventually.value("the outcome", () -> shop.read(Topics.COMMAND_OUTCOMES).stream()
                .filter(each -> each.getCommandId().equals(command.toString())).findFirst());
    }

    /// A buyer whose order waits for a card in the storefront's form.
    private static final class Waiting {

        final String cart;
        final String order;
        private final String intent;
        private final String secret;

        Waiting(String sku) {
            cart = shop.cartWith(sku, 1);
            shop.command(cart, new Checkout(null, null));
            Eventually.that("a client secret", () -> payment("client_secret") != null);
            order = String.valueOf(payment("order_id::text"));
            intent = String.valueOf(payment("payment_intent_id"));
            secret = String.valueOf(payment("client_secret"));
        }

        @Nullable
        String payment(String column) {
            return shop.database.queryForList(
                    "select %s from payment join orders using (order_id) where cart_id = ?::uuid".formatted(column),
                    String.class, cart).stream().findFirst().orElse(null);
        }

        boolean pays(String card) {
            return stripe.buyerConfirms(intent, secret, card);
        }

        String status() {
            return shop.statusOfOrderOn(cart);
        }

        int charges() {
            return stripe.paymentIntents(cart).stream().mapToInt(each -> each.get("successful_charges").asInt()).sum();
        }

        /// Its lane has decided all that was there before.
        void passed() {
            var _ = outcome(shop.command(cart, new Checkout(null, null)));
        }
    }
}
