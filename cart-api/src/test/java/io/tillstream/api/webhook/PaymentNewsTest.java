package io.tillstream.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.api.webhook.PaymentNews.Subject;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.command.RefundUpdated;

class PaymentNewsTest {

    private static final UUID ORDER = UUID.fromString("0f0e0d0c-0b0a-8908-8706-050403020100");
    private static final UUID CART = UUID.fromString("f72422ef-bc19-8f62-9ef8-fc0800fae1c3");
    private static final UUID REFUND = UUID.fromString("11111111-2222-8333-8444-555555555555");
    private static final String NAMED = "\"metadata\":{\"order_id\":\"%s\",\"cart_id\":\"%s\",\"refund_id\":\"%s\"}"
            .formatted(ORDER, CART, REFUND);

    @Test
    void tellsOfEachStateOfAPaymentIntent() {
        assertThat(said("payment_intent.processing", "\"amount\":1")).isEqualTo(new PaymentProcessing("pi_1"));
        assertThat(said("payment_intent.succeeded", "\"amount\":9,\"amount_received\":7,\"currency\":\"eur\""))
                .isEqualTo(new PaymentSucceeded("pi_1", 7L, "EUR"));
        assertThat(said("payment_intent.canceled", "\"amount\":1")).isEqualTo(new PaymentCanceled("pi_1"));
    }

    @Test
    void tellsWhereTheBuyerHasToGo() {
        assertThat(said("payment_intent.requires_action",
                "\"client_secret\":\"s\",\"next_action\":{\"redirect_to_url\":{\"url\":\"https://bank/3ds?a=b\"}}"))
                .isEqualTo(new PaymentRequiresAction("pi_1", "s", "https://bank/3ds?a=b"));
        assertThat(said("payment_intent.requires_action",
                "\"client_secret\":\"s\",\"next_action\":{\"type\":\"use_stripe_sdk\"}"))
                .isEqualTo(new PaymentRequiresAction("pi_1", "s", null));
        assertThat(said("payment_intent.requires_action",
                "\"client_secret\":\"s\",\"next_action\":{\"redirect_to_url\":{\"url\":\"javascript:alert(1)\"}}"))
                .isEqualTo(new PaymentRequiresAction("pi_1", "s", null));
    }

    @ParameterizedTest
    @CsvSource({"insufficient_funds, card_declined, card_error, insufficient_funds",
            ", expired_card, card_error, expired_card",
            "do_not_honor, card_declined, card_error, do_not_honor"})
    void tellsWhyACardWasRefused(@Nullable String declineCode, @Nullable String code, @Nullable String type,
            String told) {
        assertThat(declined(declineCode, code, type, "No."))
                .isEqualTo(new PaymentDeclined("pi_1", told, "No."));
    }

    /// Their messages are for whoever writes the storefront.
    @Test
    void tellsInItsOwnWordsWhatIsNoErrorOfTheCard() {
        assertThat(declined(null, null, "api_error", "No such parameter: x")).isEqualTo(new PaymentDeclined("pi_1",
                "api_error", "This way to pay cannot be used. Please choose another one."));
        assertThat(declined(null, "payment_intent_authentication_failure", "invalid_request_error", "The 3DS failed"))
                .isEqualTo(new PaymentDeclined("pi_1", "payment_intent_authentication_failure",
                        "Your bank could not confirm that it is you. Please try again, or pay in another way."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fraudulent", "lost_card", "stolen_card", "merchant_blacklist", "pickup_card",
            "restricted_card", "security_violation", "generic_decline"})
    void tellsNoThiefThatItIsKnown(String declineCode) {
        assertThat(declined(declineCode, "card_declined", "card_error", "This card was stolen."))
                .isEqualTo(new PaymentDeclined("pi_1", "card_declined", "Your card was declined."));
    }

    @Test
    void tellsNothingThatADatabaseDoesNotTake() {
        var told = (PaymentDeclined) declined("do_not_honor", "", "card_error", "a\\u0000b\\n" + "x".repeat(600));
        assertThat(told.getMessage()).startsWith("a b x").hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
    void tellsOfRefunds(String type) {
        var news = news(type, "{\"id\":\"re_1\",\"payment_intent\":\"pi_1\",\"status\":\"failed\","
                + "\"failure_reason\":\"lost_or_stolen_card\"," + NAMED + "}");
        assertThat(news.body())
                .isEqualTo(new RefundUpdated(REFUND.toString(), "re_1", "failed", "lost_or_stolen_card"));
        assertThat(news.named()).isEqualTo(new Subject(ORDER, CART));
    }

    @Test
    void aRefundThatSomebodyElseHasMadeGetsAnIdOfItsOwn() {
        var refund = "{\"id\":\"re_1\",\"payment_intent\":\"pi_1\",\"status\":\"succeeded\",\"metadata\":{}}";
        var news = news("refund.created", refund);
        assertThat(news.named()).isNull();
        assertThat(news.paymentIntent()).isEqualTo("pi_1");
        assertThat(((RefundUpdated) news.body()).getRefundId())
                .isEqualTo(UUID.nameUUIDFromBytes("re_1".getBytes(UTF_8)).toString());
        assertThat(PaymentNews.of(event("refund.created", refund.replace("\"pi_1\"", "null")))).isEmpty();
    }

    @Test
    void namesOrderAndCartOfItsMetadata() {
        var news = news("payment_intent.canceled", "{\"id\":\"pi_1\"," + NAMED + "}");
        assertThat(news.named()).isEqualTo(new Subject(ORDER, CART));
        var result = news.result(new Subject(ORDER, CART));
        assertThat(result.getOrderId()).isEqualTo(ORDER.toString());
        assertThat(result.getCartId()).isEqualTo(CART.toString());
        assertThat(result.getEventId()).isEqualTo("evt_1");
    }

    /// Another application of the same account may have orders, too.
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"metadata\":null}", "{\"metadata\":{\"order_id\":\"6735\",\"cart_id\":\"7\"}}",
            "{\"metadata\":{\"order_id\":\"0f0e0d0c-0b0a-8908-8706-050403020100\"}}",
            "{\"metadata\":{\"order_id\":7,\"cart_id\":[]}}",
            "{\"metadata\":{\"order_id\":\"1-1-1-1-1\",\"cart_id\":\"1-1-1-1-1\"}}"})
    void namesNothingElse(String object) {
        var news = news("payment_intent.canceled", "{\"id\":\"pi_1\"" + (object.equals("{}") ? "" : ",")
                + object.substring(1));
        assertThat(news.named()).isNull();
        assertThat(news.paymentIntent()).isEqualTo("pi_1");
    }

    @Test
    void aPaymentIntentThatNobodyKnowsIsAlwaysTheSame() {
        var id = UUID.nameUUIDFromBytes("pi_1".getBytes(UTF_8));
        assertThat(Subject.unknown("pi_1")).isEqualTo(new Subject(id, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated",
            "customer.created", "ping"})
    void ignoresWhatNobodyWaitsFor(String type) {
        assertThat(PaymentNews.of(event(type, "{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"payment_intent.canceled | {}", "payment_intent.canceled | null",
            "payment_intent.canceled | {\"id\":7}", "payment_intent.canceled | {\"id\":\"p i\"}",
            "payment_intent.succeeded | {\"id\":\"pi_1\",\"currency\":\"eur\"}",
            "payment_intent.succeeded | {\"id\":\"pi_1\",\"currency\":\"eur\",\"amount_received\":\"7\"}",
            "payment_intent.succeeded | {\"id\":\"pi_1\",\"currency\":\"eur\",\"amount_received\":-7}",
            "payment_intent.succeeded | {\"id\":\"pi_1\",\"amount_received\":7}",
            "refund.updated | {\"id\":\"re_1\",\"payment_intent\":\"pi_1\"}"})
    void refusesWhatHasNotWhatItsTypeHas(String type, String object) {
        assertThatThrownBy(() -> PaymentNews.of(event(type, object))).hasMessageStartingWith("webhook_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{} {}", "{\"id\":\"evt_1\",\"type\":\"x\"}",
            "{\"type\":\"x\",\"livemode\":false}", "{\"id\":\"evt_1\",\"livemode\":false}",
            "{\"id\":\"evt_1\",\"type\":\"x\",\"livemode\":\"false\"}"})
    void refusesWhatIsNoEvent(String body) {
        assertThatThrownBy(() -> StripeEvent.read(body.getBytes(UTF_8))).hasMessageStartingWith("webhook_invalid");
    }

    private static SpecificRecord declined(@Nullable String declineCode, @Nullable String code,
            @Nullable String type, String message) {
        return said("payment_intent.payment_failed",
                "\"last_payment_error\":{\"decline_code\":%s,\"code\":%s,\"type\":%s,\"message\":\"%s\"}"
                        .formatted(json(declineCode), json(code), json(type), message));
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static SpecificRecord said(String type, String fields) {
        return news(type, "{\"id\":\"pi_1\"," + fields + "}").body();
    }

    private static PaymentNews news(String type, String object) {
        return PaymentNews.of(event(type, object)).orElseThrow();
    }

    private static StripeEvent event(String type, String object) {
        return StripeEvent.read("""
                {"id":"evt_1","object":"event","api_version":"2031-01-01","type":"%s","livemode":false,
                 "created":1800000000,"data":{"object":%s,"previous_attributes":{}},"of_the_future":[{}]}
                """.formatted(type, object).getBytes(UTF_8));
    }
}
