package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.euros;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.google.gson.annotations.SerializedName;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.param.ChargeListParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCancelParams.CancellationReason;
import com.stripe.param.PaymentIntentConfirmParams;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PaymentIntentTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void waitsForAPaymentMethodWhenCreatedWithoutOne() throws StripeException {
        var intent = simulator.intents()
                .create(euros(1099).putMetadata("order_id", "ö 7").setDescription("a+b").build());

        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getId()).matches("pi_3\\w{23}");
        assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
        assertThat(intent.getMetadata()).containsExactlyEntriesOf(Map.of("order_id", "ö 7"));
        assertThat(intent.getDescription()).isEqualTo("a+b");
        assertThat(intent.getAmount()).isEqualTo(1099);
        assertThat(intent.getAmountReceived()).isZero();
        assertThat(intent.getLatestCharge()).isNull();
        assertThat(simulator.intents().retrieve(intent.getId())).isEqualTo(intent);
    }

    @Test
    void waitsForConfirmationWhenCreatedWithAPaymentMethod() throws StripeException {
        var intent = simulator.intents().create(euros(1099).setPaymentMethod("pm_card_visa").build());

        assertThat(intent.getStatus()).isEqualTo("requires_confirmation");
        assertThat(simulator.intents().confirm(intent.getId()).getStatus()).isEqualTo("succeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_mastercard", "pm_card_amex", "pm_card_visa_debit", "pm_card_de"})
    void takesTheMoneyOnceConfirmed(String method) throws StripeException {
        var intent = simulator.intents().confirm(simulator.created(2000).getId(), paying(method));

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(2000);
        assertThat(intent.getPaymentMethod()).matches("pm_1\\w{23}");
        var charge = simulator.stripe(SimulatorFixture.KEY).v1().charges().retrieve(intent.getLatestCharge());
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getAmountCaptured()).isEqualTo(2000);
        assertThat(charge.getPaymentIntent()).isEqualTo(intent.getId());
    }

    @Test
    void createsAndConfirmsInOneCall() throws StripeException {
        var intent = simulator.intents().create(euros(500).setPaymentMethod("pm_card_visa").setConfirm(true).build());

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(simulator.ledgerRow(intent.getId()).get("successful_charges").asInt()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"pm_card_visa_chargeDeclined, card_declined, generic_decline",
            "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
            "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
            "pm_card_visa_chargeDeclinedStolenCard, card_declined, stolen_card",
            "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
            "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, incorrect_cvc",
            "pm_card_chargeDeclinedProcessingError, processing_error, processing_error"})
    void aDeclineAsksForAnotherPaymentMethodAndASecondCardMayWork(String method, String code, String declineCode)
            throws StripeException {
        var id = simulator.created(2000).getId();

        var declined = catchThrowableOfType(CardException.class, () -> simulator.intents().confirm(id, paying(method)));

        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getCode()).isEqualTo(code);
        assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
        assertThat(declined.getStripeError().getPaymentIntent().getId()).isEqualTo(id);
        var intent = simulator.intents().retrieve(id);
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
        assertThat(intent.getLatestCharge()).isEqualTo(declined.getCharge());
        assertThat(intent.getPaymentMethod()).isNull();

        var second = simulator.intents().confirm(id, paying("pm_card_visa"));
        assertThat(second.getStatus()).isEqualTo("succeeded");
        assertThat(second.getLastPaymentError()).isNull();
        var row = simulator.ledgerRow(id);
        assertThat(row.get("successful_charges").asInt()).isOne();
        assertThat(row.get("failed_charges").asInt()).isOne();
        assertThat(row.get("amount_received").asLong()).isEqualTo(2000);
    }

    @Test
    void aDeclinedCreateLeavesAPaymentIntentBehind() throws StripeException {
        var params = euros(2000).setPaymentMethod("pm_card_visa_chargeDeclined").setConfirm(true).build();

        var declined = catchThrowableOfType(CardException.class, () -> simulator.intents().create(params));

        var id = declined.getStripeError().getPaymentIntent().getId();
        assertThat(simulator.intents().retrieve(id).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void refusesToConfirmWhatHasSucceeded() throws StripeException {
        var paid = simulator.paid(2000);

        var refused = refusedBy(() -> simulator.intents().confirm(paid.getId(), paying("pm_card_visa")));

        assertUnexpectedState(refused, paid);
        assertThat(refused.getMessage()).contains("it has already succeeded after being previously confirmed");
        assertThat(simulator.ledgerRow(paid.getId()).get("successful_charges").asInt()).isOne();
    }

    @Test
    void refusesToCancelWhatHasSucceeded() throws StripeException {
        var paid = simulator.paid(2000);

        var refused = refusedBy(() -> simulator.intents().cancel(paid.getId()));

        assertUnexpectedState(refused, paid);
        assertThat(refused.getMessage()).contains("has a status of succeeded");
    }

    @Test
    void canceledIsTheEnd() throws StripeException {
        var id = simulator.created(2000).getId();
        var canceled = simulator.intents().cancel(id,
                PaymentIntentCancelParams.builder().setCancellationReason(CancellationReason.ABANDONED).build());

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCanceledAt()).isBetween(canceled.getCreated(), canceled.getCreated() + 60);
        assertThat(canceled.getCancellationReason()).isEqualTo("abandoned");
        assertUnexpectedState(refusedBy(() -> simulator.intents().confirm(id, paying("pm_card_visa"))), canceled);
        assertUnexpectedState(refusedBy(() -> simulator.intents().cancel(id)), canceled);
        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isZero();
    }

    @Test
    void refusesToConfirmWithoutPaymentMethod() throws StripeException {
        var intent = simulator.created(2000);

        assertUnexpectedState(refusedBy(() -> simulator.intents().confirm(intent.getId())), intent);
    }

    @Test
    void refusesAnUnknownPaymentMethod() throws StripeException {
        var id = simulator.created(2000).getId();

        var refused = refusedBy(() -> simulator.intents().confirm(id, paying("pm_nobody")));

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getCode()).isEqualTo("resource_missing");
        assertThat(refused.getMessage()).contains("No such PaymentMethod: 'pm_nobody'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_authenticationRequired", "pm_card_threeDSecure2Required"})
    void takesTheMoneyAfterAuthentication(String method) throws StripeException {
        var id = simulator.created(2000).getId();

        var waiting = simulator.intents().confirm(id, paying(method));
        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(waiting.getNextAction().getType()).isEqualTo("use_stripe_sdk");
        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isZero();

        assertThat(simulator.authenticate(id, "success").statusCode()).isEqualTo(200);
        var paid = simulator.intents().retrieve(id);
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getNextAction()).isNull();
        assertThat(simulator.authenticate(id, "success").statusCode()).isEqualTo(409);
        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isOne();
    }

    @Test
    void failedAuthenticationAsksForAnotherPaymentMethod() throws StripeException {
        var id = simulator.created(2000).getId();
        simulator.intents().confirm(id, paying("pm_card_authenticationRequired"));

        simulator.authenticate(id, "failure");

        var intent = simulator.intents().retrieve(id);
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
        assertThat(intent.getLatestCharge()).isNull();
    }

    @Test
    void aCardMayBeDeclinedAfterAuthentication() throws StripeException {
        var id = simulator.created(2000).getId();
        simulator.intents().confirm(id, paying("pm_card_threeDSecureRequiredChargeDeclined"));

        var answer = json(simulator.authenticate(id, "success"));

        assertThat(answer.get("status").asString()).isEqualTo("requires_payment_method");
        assertThat(answer.get("last_payment_error").get("decline_code").asString()).isEqualTo("generic_decline");
    }

    @Test
    void declinesACardThatNeedsItsAbsentOwner() throws StripeException {
        var id = simulator.created(2000).getId();
        var away = PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_authenticationRequired")
                .setOffSession(true).build();

        var declined = catchThrowableOfType(CardException.class, () -> simulator.intents().confirm(id, away));

        assertThat(declined.getCode()).isEqualTo("authentication_required");
    }

    @Test
    void needsAReturnUrlWhenRedirectsAreAllowed() throws StripeException {
        var id = json(simulator.post(SimulatorFixture.INTENTS, "amount", "2000", "currency", "eur")).get("id")
                .asString();

        var refused = refusedBy(() -> simulator.intents().confirm(id, paying("pm_card_visa")));
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getMessage()).contains("you must provide a `return_url`");

        var waiting = simulator.intents().confirm(id, PaymentIntentConfirmParams.builder()
                .setPaymentMethod("pm_card_authenticationRequired").setReturnUrl("https://shop.example/back").build());
        assertThat(waiting.getNextAction().getRedirectToUrl().getReturnUrl()).isEqualTo("https://shop.example/back");
    }

    @Test
    void listsTheChargesOfAPaymentIntentNewestFirst() throws StripeException {
        var id = simulator.created(2000).getId();
        assertThatThrownBy(() -> simulator.intents().confirm(id, paying("pm_card_visa_chargeDeclined")))
                .isInstanceOf(CardException.class);
        simulator.intents().confirm(id, paying("pm_card_visa"));

        var charges = simulator.stripe(SimulatorFixture.KEY).v1().charges()
                .list(ChargeListParams.builder().setPaymentIntent(id).build()).getData();

        assertThat(charges).extracting(Charge::getStatus).containsExactly("succeeded", "failed");
        assertThat(charges.getLast().getFailureCode()).isEqualTo("card_declined");
    }

    @Test
    void answersEveryFieldThatStripesLibraryKnows() throws StripeException {
        var paid = simulator.paid(2000);

        assertThat(missing(json(simulator.get(SimulatorFixture.INTENTS + "/" + paid.getId())), PaymentIntent.class))
                .containsExactlyInAnyOrder("allowed_payment_method_types", "hooks", "payment_details",
                        "presentment_details");
        assertThat(missing(json(simulator.get("/v1/charges/" + paid.getLatestCharge())), Charge.class))
                .containsExactlyInAnyOrder("authorization_code", "level3", "presentment_details",
                        "radar_options", "transfer");
    }

    private static Set<String> missing(JsonNode json, Class<?> model) {
        return Arrays.stream(model.getDeclaredFields()).map(field -> field.getAnnotation(SerializedName.class))
                .filter(name -> name != null && !json.has(name.value())).map(SerializedName::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static InvalidRequestException refusedBy(ThrowingCallable call) {
        var refused = catchThrowableOfType(InvalidRequestException.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }

    private static void assertUnexpectedState(InvalidRequestException refused, PaymentIntent intent) {
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(refused.getStripeError().getPaymentIntent().getId()).isEqualTo(intent.getId());
        assertThat(refused.getStripeError().getPaymentIntent().getStatus()).isEqualTo(intent.getStatus());
    }
}
