package io.tillstream.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.tillstream.api.checkout.CheckoutState.Placed;
import io.tillstream.api.checkout.PaymentView.Refund;
import io.tillstream.api.json.Json;

class PaymentViewTest {

    private static final Instant CHANGED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant HOLD = Instant.parse("2026-03-01T12:10:00Z");

    @ParameterizedTest
    @CsvSource({"PENDING_PAYMENT, CREATED, true", "REQUIRES_ACTION, REQUIRES_ACTION, true",
            "REQUIRES_ACTION, REQUIRES_ACTION, false"})
    void showsWhatTheBuyerActsWith(String order, String payment, boolean storefrontConfirms) {
        var shown = shown(order, payment, storefrontConfirms, 0);
        assertThat(shown.clientSecret()).isEqualTo("secret");
        assertThat(shown.actionUrl()).isEqualTo("https://bank");
    }

    /// Whoever reads an old page of an order pays nothing with it.
    @ParameterizedTest
    @CsvSource({"PENDING_PAYMENT, REQUESTED, true", "PENDING_PAYMENT, CREATED, false",
            "PENDING_PAYMENT, PROCESSING, true", "CLOSING, REQUIRES_ACTION, true", "CLOSING, CREATED, true",
            "CONFIRMED, SUCCEEDED, true", "EXPIRED, CANCELED, true", "CANCELLED, REQUIRES_ACTION, false"})
    void showsItToNobodyElse(String order, String payment, boolean storefrontConfirms) {
        var shown = shown(order, payment, storefrontConfirms, 0);
        assertThat(shown.clientSecret()).isNull();
        assertThat(shown.actionUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PENDING_PAYMENT, REQUESTED, true, 10", "PENDING_PAYMENT, CREATED, false, 10",
            "PENDING_PAYMENT, PROCESSING, true, 3600", "CLOSING, CANCELLING, false, 11",
            "CLOSING, REQUIRES_ACTION, false, 11"})
    void saysThatItTakesLongerThanItShould(String order, String payment, boolean storefrontConfirms, long seconds) {
        assertThat(shown(order, payment, storefrontConfirms, seconds).delayed()).isTrue();
        assertThat(shown(order, payment, storefrontConfirms, 9).delayed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PENDING_PAYMENT, CREATED, true", "REQUIRES_ACTION, REQUIRES_ACTION, false",
            "CONFIRMED, SUCCEEDED, false", "PAYMENT_FAILED, CANCELED, false", "REFUNDED, SUCCEEDED, true"})
    void neitherABuyerWhoThinksNorAnEndIsADelay(String order, String payment, boolean storefrontConfirms) {
        assertThat(shown(order, payment, storefrontConfirms, 3_600).delayed()).isFalse();
    }

    @Test
    void writesWhatTheOwnerSees() {
        var body = body(order("REQUIRES_ACTION", shown("REQUIRES_ACTION", "REQUIRES_ACTION", false, 60)));
        assertThat(body.get("payment")).isEqualTo(json("""
                {"status":"REQUIRES_ACTION","client_secret":"secret","action_url":"https://bank",\
                "decline_code":"insufficient_funds","decline_message":"Not enough.","delayed":false}"""));
        assertThat(body.get("hold_ends_at").asString()).isEqualTo("2026-03-01T12:10:00Z");
        assertThat(body.get("refunded").asLong()).isEqualTo(700);
        assertThat(body.get("refunds")).as("also of what was paid beside it").isEqualTo(json("""
                [{"id":"r1","amount":500,"status":"succeeded"},{"id":"r2","amount":200,"status":"succeeded"},\
                {"id":"r3","amount":900,"status":"failed"},{"id":"r4","amount":100,"status":"pending"},\
                {"id":"r5","amount":50,"status":"succeeded"}]"""));
    }

    @Test
    void nothingIsHeldThatIsOver() {
        assertThat(body(order("CONFIRMED", shown("CONFIRMED", "SUCCEEDED", false, 0))).has("hold_ends_at")).isFalse();
    }

    @Test
    void writesNothingOfThePaymentForWhoeverFoundTheOrder() {
        var body = body(order("CONFIRMED", shown("CONFIRMED", "SUCCEEDED", false, 0)).withoutPayment());
        assertThat(body.propertyNames()).doesNotContain("payment", "refunded", "refunds", "hold_ends_at");
    }

    private static JsonNode body(OrderView order) {
        return json(Json.mapper().writeValueAsString(new Placed(order).body()));
    }

    private static JsonNode json(String text) {
        return Json.mapper().readTree(text);
    }

    private static PaymentView shown(String order, String payment, boolean storefrontConfirms, long seconds) {
        return new PaymentView(payment, "pi_1", "secret", "https://bank", "insufficient_funds", "Not enough.", HOLD,
                List.of(new Refund("r1", "pi_1", 500, "succeeded"), new Refund("r2", "pi_1", 200, "succeeded"),
                        new Refund("r3", "pi_1", 900, "failed"), new Refund("r4", "pi_1", 100, "pending"),
                        new Refund("r5", "pi_2", 50, "succeeded")),
                false).of(order, storefrontConfirms, CHANGED, CHANGED.plusSeconds(seconds));
    }

    static OrderView order(String status, @Nullable PaymentView payment) {
        return new OrderView(new UUID(1, 1), "K7QM-2F9X-8RTA", new UUID(2, 2), status, 2, null, "EUR",
                new OrderView.Totals(2400, 0, 0, 0, 0, 2400), null, List.of(), payment, Instant.EPOCH);
    }
}
