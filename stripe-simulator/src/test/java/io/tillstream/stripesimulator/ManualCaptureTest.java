package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.euros;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManualCaptureTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private PaymentIntent reserved(long cents) throws StripeException {
        var created = simulator.intents().create(euros(cents).setCaptureMethod(CaptureMethod.MANUAL).build());
        return simulator.intents().confirm(created.getId(), paying("pm_card_visa"));
    }

    private Charge chargeOf(PaymentIntent intent) throws StripeException {
        return simulator.v1().charges().retrieve(intent.getLatestCharge());
    }

    private PaymentIntent captured(PaymentIntent intent, long cents) throws StripeException {
        return simulator.intents().capture(intent.getId(),
                PaymentIntentCaptureParams.builder().setAmountToCapture(cents).build());
    }

    @Test
    void reservesTheMoneyFirst() throws StripeException {
        var intent = reserved(2000);

        assertThat(intent.getStatus()).isEqualTo("requires_capture");
        assertThat(intent.getAmountCapturable()).isEqualTo(2000);
        assertThat(intent.getAmountReceived()).isZero();
        var charge = chargeOf(intent);
        assertThat(charge.getCaptured()).isFalse();
        assertThat(charge.getAmountCaptured()).isZero();
        assertThat(charge.getPaymentMethodDetails().getCard().getCaptureBefore())
                .isEqualTo(charge.getCreated() + Duration.ofDays(7).toSeconds());
        assertThat(simulator.ledgerRow(intent.getId()).get("successful_charges").asInt()).isZero();
        assertThat(simulator.ledgerRow(intent.getId()).get("amount_capturable").asLong()).isEqualTo(2000);
    }

    @Test
    void takesEverythingUnlessToldOtherwise() throws StripeException {
        var intent = simulator.intents().capture(reserved(2000).getId());

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(2000);
        assertThat(intent.getAmountCapturable()).isZero();
        assertThat(chargeOf(intent).getAmountRefunded()).isZero();
        assertThat(simulator.ledgerRow(intent.getId()).get("amount_received").asLong()).isEqualTo(2000);
    }

    @Test
    void takesAPartAndGivesTheRestBack() throws StripeException {
        var intent = captured(reserved(2000), 1500);

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmount()).isEqualTo(2000);
        assertThat(intent.getAmountReceived()).isEqualTo(1500);
        var charge = chargeOf(intent);
        assertThat(charge.getAmountCaptured()).isEqualTo(1500);
        assertThat(charge.getAmountRefunded()).isEqualTo(500);
        assertThat(charge.getRefunded()).isFalse();
        var row = simulator.ledgerRow(intent.getId());
        assertThat(row.get("amount_received").asLong()).isEqualTo(1500);
        assertThat(row.get("amount_refunded").asLong()).isZero();
    }

    @Test
    void neverTakesMoreThanWasReservedAndNeverTwice() throws StripeException {
        var intent = reserved(2000);

        var tooMuch = catchThrowableOfType(InvalidRequestException.class, () -> captured(intent, 2001));
        assertThat(tooMuch.getCode()).isEqualTo("amount_too_large");
        captured(intent, 2000);
        var twice = catchThrowableOfType(InvalidRequestException.class,
                () -> simulator.intents().capture(intent.getId()));

        assertThat(twice.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(simulator.ledgerRow(intent.getId()).get("amount_received").asLong()).isEqualTo(2000);
    }

    @Test
    void cancelingGivesTheMoneyBack() throws StripeException {
        var intent = simulator.intents().cancel(reserved(2000).getId());

        assertThat(intent.getStatus()).isEqualTo("canceled");
        assertThat(chargeOf(intent).getRefunded()).isTrue();
        assertThat(chargeOf(intent).getAmountRefunded()).isEqualTo(2000);
        assertThat(simulator.ledgerRow(intent.getId()).get("amount_refunded").asLong()).isZero();
    }

    @Test
    void whatNobodyCapturesExpiresAfterAWeek() throws StripeException {
        simulator.setClock("2026-03-01T00:00:00Z");
        var intent = reserved(2000);

        simulator.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo("requires_capture");
        simulator.advance(Duration.ofDays(3));

        var expired = simulator.intents().retrieve(intent.getId());
        assertThat(expired.getStatus()).isEqualTo("canceled");
        assertThat(expired.getCancellationReason()).isEqualTo("automatic");
        assertThat(expired.getCanceledAt()).isEqualTo(intent.getCreated() + Duration.ofDays(7).toSeconds());
        assertThat(catchThrowableOfType(InvalidRequestException.class,
                () -> simulator.intents().capture(intent.getId())).getCode())
                .isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void refusesBankDebitsWhichCannotBeReserved() throws StripeException {
        var intent = simulator.intents().create(euros(2000).setCurrency("usd").setCaptureMethod(CaptureMethod.MANUAL)
                .build());

        var refused = catchThrowableOfType(InvalidRequestException.class,
                () -> simulator.intents().confirm(intent.getId(), paying("pm_usBankAccount_success")));

        assertThat(refused.getCode()).isEqualTo("payment_intent_incompatible_payment_method");
    }
}
