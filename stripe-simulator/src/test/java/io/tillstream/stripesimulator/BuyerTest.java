package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.encode;
import static io.tillstream.stripesimulator.SimulatorFixture.euros;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.service.PaymentIntentService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the storefront's page does, with a publishable key and the client secret.
class BuyerTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();
    private PaymentIntent intent = new PaymentIntent();

    @BeforeEach
    void create() throws StripeException {
        intent = simulator.intents().create(euros(2000).putMetadata("order_id", "7").build());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private PaymentIntentService buyer() {
        return simulator.stripe(SimulatorFixture.KEY.replace("sk_", "pk_")).v1().paymentIntents();
    }

    private PaymentIntentConfirmParams paying(String method) {
        return PaymentIntentConfirmParams.builder().setPaymentMethod(method)
                .setReturnUrl("https://shop.example/back?a=1")
                .putExtraParam("client_secret", intent.getClientSecret()).build();
    }

    private HttpResponse<String> typing(String... card) {
        var path = INTENTS + "/" + intent.getId() + "/confirm";
        var form = encode("key", "pk_test_fixture", "client_secret", intent.getClientSecret(),
                "payment_method_data[type]", "card");
        return simulator.send(simulator.anonymous(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&" + encode(card))));
    }

    @Test
    void paysWithTheClientSecretAndSeesOnlyWhatConcernsHim() throws StripeException {
        var paid = buyer().confirm(intent.getId(), paying("pm_card_visa"));

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getMetadata()).isNull();
        assertThat(paid.getLatestCharge()).isNull();
        assertThat(simulator.intents().retrieve(intent.getId()).getMetadata()).containsEntry("order_id", "7");
        assertThat(simulator.ledgerRow(intent.getId()).get("successful_charges").asInt()).isOne();
    }

    @Test
    void triesASecondCardAfterADecline() throws StripeException {
        var declined = catchThrowableOfType(CardException.class,
                () -> buyer().confirm(intent.getId(), paying("pm_card_visa_chargeDeclinedInsufficientFunds")));
        assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(declined.getStripeError().getPaymentIntent().getMetadata()).isNull();

        assertThat(buyer().confirm(intent.getId(), paying("pm_card_visa")).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void typesHisCardIn() {
        var declined = typing("payment_method_data[card][number]", "4000 0000 0000 9995");
        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(json(declined).get("error").get("decline_code").asString()).isEqualTo("insufficient_funds");
        var wrong = typing("payment_method_data[card][number]", "4242424242424241");
        assertThat(json(wrong).get("error").get("code").asString()).isEqualTo("incorrect_number");

        var paid = typing("payment_method_data[card][number]", "4242424242424242",
                "payment_method_data[card][exp_month]", "12", "payment_method_data[card][exp_year]", "34",
                "payment_method_data[card][cvc]", "123");

        assertThat(json(paid).get("status").asString()).isEqualTo("succeeded");
        assertThat(header(paid, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void mayCallFromABrowser() {
        var preflight = simulator.send(simulator.anonymous(INTENTS + "/" + intent.getId() + "/confirm")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Authorization");
    }

    @Test
    void needsTheClientSecret() {
        var without = PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_visa").build();
        assertThat(catchThrowableOfType(InvalidRequestException.class,
                () -> buyer().confirm(intent.getId(), without)).getParam()).isEqualTo("client_secret");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> buyer().retrieve(intent.getId()))
                .getCode()).isEqualTo("parameter_missing");
        assertThat(simulator.get(INTENTS + "/" + intent.getId() + "?client_secret=pi_1_secret_2").statusCode())
                .isEqualTo(400);
        assertThat(simulator.ledgerRow(intent.getId()).get("status").asString())
                .isEqualTo("requires_payment_method");
    }

    @Test
    void mayNotDoWhatTheMerchantDoes() {
        var refused = catchThrowableOfType(AuthenticationException.class, () -> buyer().cancel(intent.getId()));

        assertThat(refused.getCode()).isEqualTo("secret_key_required");
    }

    @Test
    void authenticatesOnThePageAndComesBack() throws StripeException {
        var waiting = buyer().confirm(intent.getId(), paying("pm_card_authenticationRequired"));
        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        var page = URI.create(waiting.getNextAction().getRedirectToUrl().getUrl());
        assertThat(simulator.send(HttpRequest.newBuilder(page)).body()).contains("€20.00 eur", "Fail authentication");

        var done = simulator.send(HttpRequest.newBuilder(page).POST(BodyPublishers.ofString("outcome=success")));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(header(done, "Location")).isEqualTo(
                "https://shop.example/back?a=1&payment_intent=%s&payment_intent_client_secret=%s&redirect_status=succeeded"
                        .formatted(intent.getId(), intent.getClientSecret()));
        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void failsOnThePageAndComesBack() throws StripeException {
        var waiting = buyer().confirm(intent.getId(), paying("pm_card_authenticationRequired"));
        var page = URI.create(waiting.getNextAction().getRedirectToUrl().getUrl());

        var done = simulator.send(HttpRequest.newBuilder(page).POST(BodyPublishers.ofString("outcome=failure")));

        assertThat(header(done, "Location")).endsWith("redirect_status=failed");
        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void doesNotReachThePageOfAnother() throws StripeException {
        buyer().confirm(intent.getId(), paying("pm_card_authenticationRequired"));

        var stranger = simulator.send(simulator.anonymous("/_control/3d_secure/%s?client_secret=x"
                .formatted(intent.getId())).POST(BodyPublishers.ofString("outcome=success")));

        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(simulator.ledgerRow(intent.getId()).get("status").asString()).isEqualTo("requires_action");
    }
}
