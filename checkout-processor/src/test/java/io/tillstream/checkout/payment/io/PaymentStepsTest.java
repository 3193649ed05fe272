package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.tillstream.checkout.payment.io.PaymentStep.Abandon;
import io.tillstream.checkout.payment.io.PaymentStep.Again;
import io.tillstream.checkout.payment.io.PaymentStep.Call;
import io.tillstream.checkout.payment.io.PaymentStep.Publish;
import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Page;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.State;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.PaymentSucceeded;

class PaymentStepsTest {

    private static final Instant ASKED = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant DEADLINE = ASKED.plusSeconds(1_800);
    private static final Pay PAY = Requests.pay(Requests.VISA, DEADLINE);
    private static final Create FIRST = new Create(PAY, ASKED, 1, false);
    private static final Create REPEATED = new Create(PAY, ASKED, 1, true);
    private static final Confirm CONFIRM = new Confirm(PAY, "pi_1", 1);
    private static final Cancel CANCEL = new Cancel("pi_1", 1);
    private static final Find FIND = new Find(PAY, ASKED, "why", null, null);
    private static final Refused LOST_CARD = new Refused("lost_card", "No.");

    private static Intent intent(String id, State state) {
        return intent(id, state, null);
    }

    private static Intent intent(String id, State state, @Nullable Refused refusal) {
        return new Intent(id, state, 4_200, "EUR", null, refusal);
    }

    static Stream<StripeCall> calls() {
        return Stream.of(REPEATED, CONFIRM, CANCEL, new Look("pi_1", CONFIRM), FIND);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void repeatsEveryCallOfUnknownResultUnderTheSameKey(StripeCall call) {
        assertThat(PaymentSteps.after(call, new Unknown("timeout"))).isEqualTo(new Again(call));
        assertThat(PaymentSteps.after(call, new TooMany())).isEqualTo(new Again(call));
        assertThat(PaymentSteps.after(call, new NotAllowed(401))).isEqualTo(new Again(call));
    }

    @Test
    void remembersThatACreateMayHaveHappened() {
        assertThat(PaymentSteps.after(FIRST, new Unknown("timeout"))).isEqualTo(new Again(REPEATED));
        assertThat(PaymentSteps.after(FIRST, new TooMany())).isEqualTo(new Again(FIRST));
        assertThat(PaymentSteps.after(FIRST, new KeySpent())).isEqualTo(new Again(new Create(PAY, ASKED, 2, true)));
    }

    @Test
    void judgesTheDeadlineToTheMoment() {
        var before = DEADLINE.minusMillis(1);
        assertThat(PaymentSteps.allowed(FIRST, before)).isEqualTo(FIRST);
        assertThat(PaymentSteps.allowed(CONFIRM, before)).isEqualTo(CONFIRM);
        assertThat(PaymentSteps.allowed(FIRST, DEADLINE)).isInstanceOf(Find.class);
        assertThat(PaymentSteps.allowed(CONFIRM, DEADLINE)).isEqualTo(CANCEL);
        assertThat(PaymentSteps.allowed(REPEATED, DEADLINE)).isEqualTo(REPEATED);
        assertThat(PaymentSteps.allowed(CANCEL, DEADLINE)).isEqualTo(CANCEL);
    }

    @Test
    void confirmsOnlyAfterTheIdIsPublished() {
        assertThat(PaymentSteps.after(FIRST, intent("pi_1", State.OPEN)))
                .isEqualTo(new Publish(new PaymentCreated("pi_1", null), CONFIRM));
    }

    @Test
    void confirmsUnderAnotherKeyOnlyWhatIsStillOpen() {
        var again = new Confirm(PAY, "pi_1", 2);
        assertThat(List.of(new KeySpent(), new UnexpectedState(), new KeyMisused()))
                .allSatisfy(answer -> assertThat(PaymentSteps.after(CONFIRM, answer))
                        .isEqualTo(new Call(new Look("pi_1", again))));
        var look = new Look("pi_1", again);
        assertThat(PaymentSteps.after(look, intent("pi_1", State.OPEN))).isEqualTo(new Again(again));
        assertThat(PaymentSteps.after(look, intent("pi_1", State.OPEN, LOST_CARD)))
                .isEqualTo(new Publish(new PaymentDeclined("pi_1", "lost_card", "No."), null));
        assertThat(PaymentSteps.after(look, intent("pi_1", State.SUCCEEDED)))
                .isEqualTo(new Publish(new PaymentSucceeded("pi_1", 4_200L, "EUR"), null));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "REQUIRES_ACTION"})
    void cancelsUnderAnotherKeyWhatCanStillBeCanceled(State state) {
        var look = new Look("pi_1", new Cancel("pi_1", 2));
        assertThat(PaymentSteps.after(CANCEL, new UnexpectedState())).isEqualTo(new Call(look));
        assertThat(PaymentSteps.after(look, intent("pi_1", state, LOST_CARD)))
                .isEqualTo(new Again(new Cancel("pi_1", 2)));
    }

    @Test
    void saysThatWhatCannotBeCanceledIsProcessing() {
        assertThat(PaymentSteps.after(new Look("pi_1", CANCEL), intent("pi_1", State.PROCESSING)))
                .isEqualTo(new Publish(new PaymentProcessing("pi_1"), null));
    }

    @Test
    void createsNothingElseWhenAnEarlierReleaseMayHaveCharged() {
        assertThat(PaymentSteps.after(FIRST, new KeyMisused()))
                .isEqualTo(new Call(new Find(PAY, ASKED, "idempotency_error", null, null)));
    }

    @Test
    void closesTheOneOfSeveralThatWasConfirmed() {
        var page = new Page(List.of(intent("pi_3", State.OPEN), intent("pi_2", State.PROCESSING)), "pi_2");
        var next = PaymentSteps.after(FIND, page);
        var rest = new Find(PAY, ASKED, "why", "pi_2", intent("pi_2", State.PROCESSING));
        assertThat(next).isEqualTo(new Call(rest));
        assertThat(PaymentSteps.after(rest, new Page(List.of(intent("pi_1", State.OPEN)), null)))
                .isEqualTo(new Publish(new PaymentCreated("pi_2", null), new Cancel("pi_2", 1)));
    }

    @Test
    void refusesOnlyOnceEveryPageIsSearched() {
        assertThat(PaymentSteps.after(FIND, new Page(List.of(), "pi_9")))
                .isEqualTo(new Call(new Find(PAY, ASKED, "why", "pi_9", null)));
        assertThat(PaymentSteps.after(FIND, new Page(List.of(), null))).isInstanceOfSatisfying(Publish.class,
                step -> assertThat(step.body()).isInstanceOfSatisfying(PaymentRefused.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("why")));
    }

    @Test
    void namesAPaymentByItsKeyWhenItMayNotBeSearched() {
        assertThat(PaymentSteps.after(FIND, LOST_CARD)).isEqualTo(new Again(REPEATED));
    }

    @Test
    void neverTakesARefusedCancelForAnEnd() {
        assertThat(PaymentSteps.after(CANCEL, new Refused("resource_missing", ""))).isInstanceOf(Abandon.class);
    }
}
