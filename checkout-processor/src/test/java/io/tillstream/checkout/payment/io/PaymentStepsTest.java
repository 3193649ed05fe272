package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import io.tillstream.checkout.payment.io.StripeAnswer.Received;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.State;
import io.tillstream.checkout.payment.io.StripeAnswer.Storefront;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.checkout.payment.io.StripeCall.Show;
import io.tillstream.command.CancelPayment;
import io.tillstream.command.LookAtPayment;
import io.tillstream.command.Pay;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentSucceeded;

class PaymentStepsTest {

    private static final Instant ASKED = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant DEADLINE = ASKED.plusSeconds(1_800);
    private static final Pay PAY = Requests.pay(Requests.VISA, DEADLINE);
    private static final Create FIRST = new Create(PAY, ASKED, 1, false, false);
    private static final Create REPEATED = new Create(PAY, ASKED, 1, true, false);
    private static final Create NAMING = new Create(PAY, ASKED, 1, true, true);
    private static final Confirm CONFIRM = new Confirm(PAY, "pi_1", 1);
    private static final Cancel CANCEL = new Cancel("pi_1", 1);
    private static final Find FIND = new Find(PAY, ASKED, "why", null, null);
    private static final Refused LOST_CARD = new Refused("lost_card", "No.", true);

    private static Intent intent(String id, State state) {
        return intent(id, state, null);
    }

    private static Intent intent(String id, State state, @Nullable Refused refusal) {
        return new Intent(id, state, new Received(4_200, "EUR"), new Storefront("secret", "https://bank.example"),
                refusal,
                false);
    }

    static Stream<StripeCall> calls() {
        return Stream.of(REPEATED, CONFIRM, CANCEL, new Look("pi_1", CONFIRM), FIND, new Show("pi_1"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void repeatsEveryCallOfUnknownResultUnderTheSameKey(StripeCall call) {
        assertThat(PaymentSteps.after(call, new Unknown("timeout", true))).isEqualTo(new Again(call));
        assertThat(PaymentSteps.after(call, new TooMany())).isEqualTo(new Again(call));
        assertThat(PaymentSteps.after(call, new NotAllowed(401))).isEqualTo(new Again(call));
    }

    @Test
    void remembersThatACreateMayHaveHappened() {
        assertThat(PaymentSteps.after(FIRST, new Unknown("timeout", true))).isEqualTo(new Again(REPEATED));
        assertThat(PaymentSteps.after(FIRST, new TooMany())).isEqualTo(new Again(FIRST));
        assertThat(PaymentSteps.after(FIRST, new KeySpent()))
                .isEqualTo(new Again(new Create(PAY, ASKED, 2, true, false)));
    }

    @Test
    void judgesTheDeadlineToTheMoment() {
        var before = DEADLINE.minusMillis(1);
        assertThat(PaymentSteps.allowed(FIRST, before, false)).isEqualTo(FIRST);
        assertThat(PaymentSteps.allowed(CONFIRM, before, false)).isEqualTo(CONFIRM);
        assertThat(PaymentSteps.allowed(FIRST, DEADLINE, false)).isEqualTo(NAMING);
        assertThat(PaymentSteps.allowed(CONFIRM, DEADLINE, false)).isEqualTo(CANCEL);
        assertThat(PaymentSteps.allowed(REPEATED, DEADLINE, false)).isEqualTo(NAMING);
        assertThat(PaymentSteps.allowed(CANCEL, DEADLINE, false)).isEqualTo(CANCEL);
    }

    @Test
    void takesAnOrderThatIsGivenUpForOnePastItsDeadline() {
        assertThat(PaymentSteps.allowed(FIRST, ASKED, true)).isEqualTo(NAMING);
        assertThat(PaymentSteps.allowed(REPEATED, ASKED, true)).isEqualTo(NAMING);
        assertThat(PaymentSteps.allowed(CONFIRM, ASKED, true)).isEqualTo(CANCEL);
        assertThat(PaymentSteps.after(NAMING, intent("pi_1", State.OPEN)))
                .isEqualTo(new Publish(new PaymentCreated("pi_1", "secret"), CANCEL));
    }

    @Test
    void looksForWhatAForgottenKeyMade() {
        assertThat(PaymentSteps.allowed(REPEATED, ASKED.plus(Duration.ofHours(23)).minusMillis(1), false))
                .isEqualTo(NAMING);
        var late = ASKED.plus(Duration.ofHours(23));
        var onlyLooking = new Find(null, ASKED, PaymentSteps.DEADLINE_PASSED, null, null);
        assertThat(List.of(FIRST, REPEATED, NAMING)).allSatisfy(
                create -> assertThat(PaymentSteps.allowed(create, late, false)).isEqualTo(onlyLooking));
        assertThat(PaymentSteps.allowed(NAMING, ASKED, false)).isEqualTo(NAMING);
    }

    @Test
    void leavesTheConfirmToTheStorefrontUnlessItIsTooLate() {
        var pay = Requests.pay(null, DEADLINE);
        assertThat(PaymentSteps.after(new Create(pay, ASKED, 1, true, false), intent("pi_1", State.OPEN)))
                .isEqualTo(new Publish(new PaymentCreated("pi_1", "secret"), null));
        assertThat(PaymentSteps.after(new Create(pay, ASKED, 1, true, true), intent("pi_1", State.OPEN)))
                .isEqualTo(new Publish(new PaymentCreated("pi_1", "secret"), CANCEL));
    }

    @Test
    void looksForWhatHasNoName() {
        var request = new PaymentRequest("order", "cart", new CancelPayment(null, ASKED));
        assertThat(PaymentSteps.first(request, DEADLINE))
                .isEqualTo(new Find(null, ASKED, PaymentSteps.CANCELLED, null, null));
    }

    @Test
    void sendsTheBuyerToTheBank() {
        assertThat(PaymentSteps.after(CONFIRM, intent("pi_1", State.REQUIRES_ACTION))).isEqualTo(
                new Publish(new PaymentRequiresAction("pi_1", "secret", "https://bank.example"), null));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "REQUIRES_ACTION", "PROCESSING"})
    void looksAgainWhenAnAnswerMayBeOld(State state) {
        var old = new Intent("pi_1", state, new Received(0, "EUR"), new Storefront(null, null), null, true);
        assertThat(PaymentSteps.after(CONFIRM, old))
                .isEqualTo(new Call(new Look("pi_1", new Confirm(PAY, "pi_1", 2))));
    }

    @Test
    void saysTheStateWhenItIsAskedTo() {
        var show = new Show("pi_1");
        assertThat(PaymentSteps.first(new PaymentRequest("order", "cart", new LookAtPayment("pi_1")), ASKED))
                .isEqualTo(show);
        assertThat(List.of(intent("pi_1", State.OPEN), intent("pi_1", State.OPEN, LOST_CARD),
                intent("pi_1", State.REQUIRES_ACTION), intent("pi_1", State.PROCESSING),
                intent("pi_1", State.SUCCEEDED), intent("pi_1", State.CANCELED)))
                .extracting(intent -> PaymentSteps.after(show, intent)).containsExactly(
                        new Publish(new PaymentCreated("pi_1", "secret"), null),
                        new Publish(new PaymentDeclined("pi_1", "card_declined", "Your card was declined."), null),
                        new Publish(new PaymentRequiresAction("pi_1", "secret", "https://bank.example"), null),
                        new Publish(new PaymentProcessing("pi_1"), null),
                        new Publish(new PaymentSucceeded("pi_1", 4_200L, "EUR"), null),
                        new Publish(new PaymentCanceled("pi_1"), null));
    }

    @Test
    void confirmsOnlyAfterTheIdIsPublished() {
        assertThat(PaymentSteps.after(FIRST, intent("pi_1", State.OPEN)))
                .isEqualTo(new Publish(new PaymentCreated("pi_1", "secret"), CONFIRM));
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
                .isEqualTo(new Publish(new PaymentDeclined("pi_1", "card_declined", "Your card was declined."), null));
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
                .isEqualTo(new Call(new Find(null, ASKED, "idempotency_error", null, null)));
    }

    @Test
    void closesTheOneOfSeveralThatWasConfirmed() {
        var page = new Page(List.of(intent("pi_3", State.OPEN), intent("pi_2", State.REQUIRES_ACTION)), "pi_2");
        var next = PaymentSteps.after(FIND, page);
        var rest = new Find(PAY, ASKED, "why", "pi_2", intent("pi_2", State.REQUIRES_ACTION));
        assertThat(next).isEqualTo(new Call(rest));
        assertThat(PaymentSteps.after(rest, new Page(List.of(intent("pi_1", State.OPEN)), null)))
                .isEqualTo(new Publish(new PaymentCreated("pi_2", "secret"), new Cancel("pi_2", 1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESSING", "SUCCEEDED"})
    void searchesNoFurtherThanTheOneThatMovesMoney(State state) {
        assertThat(PaymentSteps.after(FIND, new Page(List.of(intent("pi_2", state)), "pi_9")))
                .isEqualTo(new Publish(new PaymentCreated("pi_2", "secret"), new Cancel("pi_2", 1)));
    }

    @Test
    void usesTheKeyUpOnlyOnceEveryPageIsSearched() {
        assertThat(PaymentSteps.after(FIND, new Page(List.of(), "pi_9")))
                .isEqualTo(new Call(new Find(PAY, ASKED, "why", "pi_9", null)));
        assertThat(PaymentSteps.after(FIND, new Page(List.of(), null))).isEqualTo(new Call(NAMING));
    }

    @Test
    void refusesWhatWasNotFoundAndMayNotBeCreated() {
        var find = new Find(null, ASKED, "why", null, null);
        assertThat(PaymentSteps.after(find, new Page(List.of(), null))).isInstanceOfSatisfying(Publish.class,
                step -> assertThat(step.body()).isInstanceOfSatisfying(PaymentRefused.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("why")));
    }

    @Test
    void endsWhenItMayNeitherSearchNorCreate() {
        var forgotten = PaymentSteps.allowed(NAMING, ASKED.plus(Duration.ofHours(23)), true);
        assertThat(PaymentSteps.after(forgotten, LOST_CARD)).isInstanceOf(Abandon.class);
        var misused = ((Call) PaymentSteps.after(NAMING, new KeyMisused())).call();
        assertThat(PaymentSteps.after(misused, LOST_CARD)).isInstanceOf(Abandon.class);
        assertThat(PaymentSteps.after(misused, new Page(List.of(), null))).isEqualTo(new Publish(
                new PaymentRefused("idempotency_error", "no PaymentIntent was created for this order"), null));
    }

    @Test
    void namesAPaymentByItsKeyWhenItMayNotBeSearched() {
        assertThat(PaymentSteps.after(FIND, LOST_CARD)).isEqualTo(new Again(NAMING));
        var nothingElse = new Find(null, ASKED, "why", null, null);
        assertThat(PaymentSteps.after(nothingElse, LOST_CARD)).isInstanceOf(Abandon.class);
    }

    @Test
    void looksBeforeItGivesARefusedCancelUp() {
        var refused = new Refused("resource_missing", "", false);
        assertThat(PaymentSteps.after(CANCEL, refused)).isEqualTo(new Call(new Look("pi_1", new Cancel("pi_1", 2))));
        assertThat(PaymentSteps.after(new Cancel("pi_1", 3), refused)).isInstanceOf(Abandon.class);
        assertThat(PaymentSteps.after(new Look("pi_1", CANCEL), refused)).isInstanceOf(Abandon.class);
    }
}
