package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.checkout.payment.io.CallBudget.Urgency;
import io.tillstream.checkout.payment.io.PaymentWorker.Request;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentResult;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.command.RefundPayment;
import io.tillstream.command.RefundRefused;
import io.tillstream.command.RefundUpdated;
import io.tillstream.stripesimulator.Settings;

class PaymentWorkerTest {

    private static final Duration HOLD = Duration.ofMinutes(30);
    private static final String AUTHENTICATES = "pm_card_authenticationRequired";

    private final TestTime time = new TestTime();
    private final Recorded results = new Recorded();
    private final Circuit circuit = new Circuit(Duration.ofMillis(100));
    private SimulatedStripe stripe = open(Duration.ofSeconds(8));

    private static SimulatedStripe open(Duration readTimeout) {
        try {
            return SimulatedStripe.start(Settings.defaults(), readTimeout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void everyFaultHappened() throws IOException {
        try (var closing = stripe) {
            assertThat(closing.unusedFaults()).isZero();
        }
    }

    private PaymentWorker worker() {
        return worker(results, _ -> time.pass(Duration.ofSeconds(1)));
    }

    private PaymentWorker worker(ResultPublisher publisher, Backoff backoff) {
        return new PaymentWorker(stripe.gateway(), new CallBudget(1_000, 64, System::nanoTime), circuit, publisher,
                backoff, time);
    }

    private Request visa() {
        return Requests.payment(Requests.VISA, time.instant(), HOLD);
    }

    private void chargedOnce() {
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::charges).isEqualTo(1);
    }

    @Test
    void publishesTheIdBeforeTheMoney() throws Exception {
        var request = visa();
        worker().work(request);

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        var succeeded = results.last(PaymentSucceeded.class);
        assertThat(succeeded.getAmount()).isEqualTo(4_200);
        assertThat(succeeded.getCurrency()).isEqualTo("EUR");
        assertThat(succeeded.getPaymentIntentId()).isEqualTo(results.createdIntent());
        assertThat(results.all()).allSatisfy(result -> {
            assertThat(result.getOrderId()).isEqualTo(request.body().getOrderId());
            assertThat(result.getCartId()).isEqualTo(request.body().getCartId());
        });
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::order)
                .isEqualTo(request.body().getOrderId());
        chargedOnce();
    }

    @Test
    void confirmsNothingWhoseIdIsNotPublished() throws Exception {
        var attempts = new AtomicInteger();
        worker((result, trace) -> {
            assertThat(stripe.ledger()).hasSize(1);
            if (attempts.incrementAndGet() <= 3) {
                assertThat(stripe.ledger().getFirst().charges()).isZero();
                throw new IllegalStateException("the broker does not answer");
            }
            results.publish(result, trace);
        }, _ -> {}).work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        chargedOnce();
    }

    @Test
    void reportsADeclineWithItsReasonAndLeavesThePaymentOpen() throws Exception {
        worker().work(Requests.payment("pm_card_visa_chargeDeclinedInsufficientFunds", time.instant(), HOLD));

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentDeclined");
        var declined = results.last(PaymentDeclined.class);
        assertThat(declined.getCode()).isEqualTo("insufficient_funds");
        assertThat(declined.getMessage()).isEqualTo("Your card has insufficient funds.");
        assertThat(declined.getPaymentIntentId()).isEqualTo(results.createdIntent());
        assertThat(stripe.ledger().getFirst().status()).isEqualTo("requires_payment_method");
    }

    @Test
    void reportsAnUnknownPaymentMethodAsDecline() throws Exception {
        worker().work(Requests.payment("pm_unheard_of", time.instant(), HOLD));

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentDeclined");
        assertThat(results.last(PaymentDeclined.class).getCode()).isEqualTo("resource_missing");
    }

    @Test
    void tellsNobodyThatACardIsStolen() throws Exception {
        worker().work(Requests.payment("pm_card_visa_chargeDeclinedStolenCard", time.instant(), HOLD));

        var declined = results.last(PaymentDeclined.class);
        assertThat(declined.getCode()).isEqualTo("card_declined");
        assertThat(declined.getMessage()).isEqualTo("Your card was declined.");
    }

    @Test
    void sendsTheBuyerToTheBankAndTellsOnARepeatWhatCameOfIt() throws Exception {
        var request = Requests.payment(AUTHENTICATES, time.instant(), HOLD);
        worker().work(request);
        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentRequiresAction");
        var action = results.last(PaymentRequiresAction.class);
        assertThat(action.getActionUrl()).startsWith("http");
        assertThat(action.getClientSecret()).startsWith(action.getPaymentIntentId() + "_secret_");

        worker().work(request);
        assertThat(results.last(PaymentRequiresAction.class)).isEqualTo(action);
        stripe.authenticate(action.getPaymentIntentId(), "success");
        worker().work(request);
        assertThat(results.last(PaymentSucceeded.class).getAmount()).isEqualTo(4_200);
        chargedOnce();
    }

    @Test
    void declinesACardWhoseHolderFailedToAuthenticate() throws Exception {
        var request = Requests.payment(AUTHENTICATES, time.instant(), HOLD);
        worker().work(request);
        stripe.authenticate(results.createdIntent(), "failure");
        worker().work(request);

        var declined = results.last(PaymentDeclined.class);
        assertThat(declined.getCode()).isEqualTo("payment_intent_authentication_failure");
        assertThat(declined.getMessage()).startsWith("Your bank could not confirm");
    }

    @Test
    void leavesTheConfirmToTheStorefront() throws Exception {
        var request = Requests.payment(null, time.instant(), HOLD);
        worker().work(request);
        worker().work(request);

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCreated");
        assertThat(results.all().stream().distinct()).hasSize(1);
        assertThat(results.last(PaymentCreated.class).getClientSecret()).startsWith(results.createdIntent());
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::status)
                .isEqualTo("requires_payment_method");
    }

    @Test
    void saysHowFarAPaymentIs() throws Exception {
        var open = Requests.payment(null, time.instant(), HOLD);
        worker().work(open);
        worker().work(Requests.lookAt(open, results.createdIntent()));
        assertThat(results.all().getLast()).isEqualTo(results.all().getFirst());
        worker().work(Requests.cancelOf(open, results.createdIntent()));
        worker().work(Requests.lookAt(open, results.createdIntent()));
        assertThat(results.kinds()).endsWith("PaymentCanceled", "PaymentCanceled");

        worker().work(Requests.lookAt(open, "pi_unheard_of"));
        assertThat(results.kinds()).hasSize(4);
    }

    @Test
    void reportsADefiniteRefusalOfCreate() throws Exception {
        var order = visa().body();
        var pay = Requests.pay(Requests.VISA, time.instant().plus(HOLD));
        pay.setCurrency("XXX");
        worker().work(Requests.request(order.getOrderId(), order.getCartId(), pay, time.instant()));

        assertThat(results.kinds()).containsExactly("PaymentRefused");
        assertThat(stripe.ledger()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"create,error_500", "create,error_409", "create,error_429", "confirm,error_500", "confirm,error_409",
            "confirm,error_429", "create,delay_ms", "confirm,delay_ms"})
    void chargesOnceWhateverGoesWrong(String operation, String kind) throws Exception {
        stripe.fault(operation, kind, kind.equals("delay_ms") ? 1 : 3, 100);
        worker().work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        chargedOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "confirm"})
    void chargesOnceWhenTheAnswerGetsLost(String operation) throws Exception {
        stripe.close();
        stripe = open(Duration.ofMillis(500));
        stripe.fault(operation, "timeout_after_success", 1, 10_000);
        worker().work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        chargedOnce();
    }

    @Test
    void looksAtThePaymentWhenConfirmAndLookFail() throws Exception {
        stripe.fault("confirm", "error_500");
        stripe.fault("retrieve", "error_500", 2, 0);
        worker().work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        chargedOnce();
    }

    /// The process dies before or after each result, and the request is delivered again.
    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "2,false"})
    void chargesOnceWhenTheProcessDies(int result, boolean beforeItIsPublished) throws Exception {
        var request = visa();
        var published = new AtomicInteger();
        var dying = worker((what, trace) -> {
            var dies = published.incrementAndGet() == result;
            if (!dies || !beforeItIsPublished) {
                results.publish(what, trace);
            }
            if (dies) {
                throw new InterruptedException("killed");
            }
        }, _ -> {});
        assertThatThrownBy(() -> dying.work(request)).isInstanceOf(InterruptedException.class);
        worker().work(request);

        assertThat(results.kinds()).startsWith("PaymentCreated").endsWith("PaymentCreated", "PaymentSucceeded");
        assertThat(results.all().stream().distinct()).hasSize(2);
        chargedOnce();
    }

    @Test
    void saysTheSameAgainWhenADeclinedRequestIsRepeated() throws Exception {
        var request = Requests.payment("pm_card_chargeDeclined", time.instant(), HOLD);
        worker().work(request);
        worker().work(request);

        assertThat(results.all().subList(2, 4)).isEqualTo(results.all().subList(0, 2));
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::declines).isEqualTo(1);
    }

    @Test
    void confirmsNothingPastTheDeadline() throws Exception {
        worker((result, trace) -> {
            results.publish(result, trace);
            time.pass(HOLD);
        }, _ -> {}).work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCanceled");
        assertThat(stripe.ledger()).singleElement().satisfies(held -> {
            assertThat(held.status()).isEqualTo("canceled");
            assertThat(held.charges()).isZero();
        });
    }

    @Test
    void namesAndCancelsWhatAnUnknownCreateMadeOnceTheDeadlinePasses() throws Exception {
        stripe.close();
        stripe = open(Duration.ofMillis(500));
        stripe.fault("create", "timeout_after_success", 1, 10_000);
        worker(results, _ -> time.pass(HOLD)).work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCanceled");
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::status).isEqualTo("canceled");
    }

    @Test
    void reportsTheMoneyThatAnUnknownConfirmTookBeforeTheDeadline() throws Exception {
        stripe.close();
        stripe = open(Duration.ofMillis(500));
        stripe.fault("confirm", "timeout_after_success", 1, 10_000);
        worker(results, _ -> time.pass(HOLD)).work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        chargedOnce();
    }

    @Test
    void cancelsWhatARequestCreatesThatComesTooLate() throws Exception {
        var request = visa();
        time.pass(HOLD);
        worker().work(request);

        canceledUncharged();
    }

    private void canceledUncharged() {
        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCanceled");
        assertThat(results.last(PaymentCanceled.class).getPaymentIntentId()).isEqualTo(results.createdIntent());
        assertThat(stripe.ledger()).singleElement().satisfies(held -> {
            assertThat(held.status()).isEqualTo("canceled");
            assertThat(held.charges()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", ""})
    void neverChargesWhatWasGivenUpWhenItIsRepeatedByOneWhoDoesNotKnow(String method) throws Exception {
        var payment = Requests.payment(method.isEmpty() ? null : method, time.instant(), HOLD);
        worker().work(Requests.givenUp(payment, () -> true));
        canceledUncharged();
        worker().work(payment);

        assertThat(stripe.ledger()).singleElement().satisfies(held -> {
            assertThat(held.status()).isEqualTo("canceled");
            assertThat(held.charges()).isZero();
        });
    }

    @Test
    void refusesARequestThatComesWhenItsKeyIsForgotten() throws Exception {
        var request = visa();
        time.pass(Duration.ofHours(23));
        worker().work(request);

        assertThat(results.kinds()).containsExactly("PaymentRefused");
        assertThat(results.last(PaymentRefused.class).getCode()).isEqualTo(PaymentSteps.DEADLINE_PASSED);
        assertThat(stripe.ledger()).isEmpty();
    }

    @Test
    void cancelsARequestThatWasOnlyTurnedAwayUntilItsDeadline() throws Exception {
        stripe.fault("create", "error_429");
        worker(results, _ -> time.pass(HOLD)).work(visa());

        canceledUncharged();
    }

    @Test
    void findsTheMoneyWhenARequestIsRepeatedPastItsDeadline() throws Exception {
        var request = visa();
        worker().work(request);
        for (int others = 0; others < 120; others++) {
            worker().work(Requests.payment("pm_card_chargeDeclined", time.instant(), HOLD));
        }
        time.pass(HOLD);
        worker().work(request);

        assertThat(results.kinds()).endsWith("PaymentCreated", "PaymentSucceeded");
        assertThat(results.all().getLast().getOrderId()).isEqualTo(request.body().getOrderId());
        assertThat(stripe.ledger().stream().filter(held -> held.charges() > 0)).singleElement()
                .extracting(SimulatedStripe.Held::order).isEqualTo(request.body().getOrderId());
    }

    @Test
    void cancelsNothingElseWhenARepeatedLateRequestWasLeftUnconfirmed() throws Exception {
        var request = visa();
        var dying = worker((_, _) -> {
            throw new InterruptedException("killed");
        }, _ -> {});
        assertThatThrownBy(() -> dying.work(request)).isInstanceOf(InterruptedException.class);
        worker().work(visa());
        time.pass(HOLD);
        worker().work(request);

        assertThat(results.kinds()).endsWith("PaymentCreated", "PaymentCanceled");
        assertThat(stripe.ledger()).extracting(SimulatedStripe.Held::status).containsExactly("canceled", "succeeded");
    }

    @Test
    void cancelsAnOpenPaymentHoweverOftenItIsAsked() throws Exception {
        var payment = Requests.payment(AUTHENTICATES, time.instant(), HOLD);
        worker().work(payment);
        var cancel = Requests.cancelOf(payment, results.createdIntent());
        worker().work(cancel);
        worker().work(cancel);

        assertThat(results.kinds()).endsWith("PaymentCanceled", "PaymentCanceled");
        assertThat(results.last(PaymentCanceled.class).getPaymentIntentId()).isEqualTo(results.createdIntent());
    }

    @Test
    void reportsTheMoneyWhenItIsTooLateToCancel() throws Exception {
        var payment = visa();
        worker().work(payment);
        worker().work(Requests.cancelOf(payment, results.createdIntent()));

        assertThat(results.last(PaymentSucceeded.class).getAmount()).isEqualTo(4_200);
        chargedOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error_500", "error_409", "error_429"})
    void cancelsAgainUntilStripeSaysWhatBecameOfIt(String kind) throws Exception {
        var payment = Requests.payment(AUTHENTICATES, time.instant(), HOLD);
        worker().work(payment);
        stripe.fault("cancel", kind, 3, 0);
        worker().work(Requests.cancelOf(payment, results.createdIntent()));

        assertThat(results.kinds()).endsWith("PaymentCanceled");
        assertThat(stripe.ledger().getFirst().status()).isEqualTo("canceled");
    }

    @Test
    void reportsACanceledPaymentWhenAConfirmComesAfterTheCancel() throws Exception {
        var request = visa();
        worker((result, trace) -> {
            results.publish(result, trace);
            if (results.kinds().size() == 1) {
                worker((_, _) -> {}, _ -> {}).work(Requests.cancelOf(request, results.createdIntent()));
            }
        }, _ -> {}).work(request);

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCanceled");
    }

    @Test
    void givesUpOnlyACancelOfWhatStripeDoesNotKnow() throws Exception {
        worker().work(Requests.cancelOf(visa(), "pi_unheard_of"));

        assertThat(results.kinds()).isEmpty();
    }

    /// The create's answer is lost, and the order is given up before it is repeated.
    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", ""})
    void namesAndCancelsWhatAnUnknownCreateMadeOnceTheOrderIsGivenUp(String method) throws Exception {
        stripe.close();
        stripe = open(Duration.ofMillis(500));
        stripe.fault("create", "timeout_after_success", 1, 10_000);
        var givenUp = new AtomicBoolean();
        var payment = Requests.payment(method.isEmpty() ? null : method, time.instant(), HOLD);
        worker(results, _ -> givenUp.set(true)).work(Requests.givenUp(payment, givenUp::get));

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCanceled");
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::status).isEqualTo("canceled");
    }

    @Test
    void cancelsInsteadOfConfirmingWhatIsGivenUp() throws Exception {
        worker().work(Requests.givenUp(visa(), () -> !results.kinds().isEmpty()));

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentCanceled");
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::charges).isEqualTo(0);
    }

    @Test
    void findsWhatIsToBeCancelledWithoutAName() throws Exception {
        var payment = Requests.payment(null, time.instant(), HOLD);
        worker().work(payment);
        worker().work(visa());
        worker().work(Requests.cancelOf(payment, null));

        assertThat(results.kinds()).endsWith("PaymentCreated", "PaymentCanceled");
        assertThat(stripe.ledger()).extracting(SimulatedStripe.Held::status).containsExactlyInAnyOrder("canceled",
                "succeeded");
    }

    @Test
    void refusesWhatWasNeverCreated() throws Exception {
        worker().work(visa());
        worker().work(Requests.cancelOf(visa(), null));

        assertThat(results.last(PaymentRefused.class).getCode()).isEqualTo("cancelled");
        chargedOnce();
    }

    @Test
    void makesNoCallForWhatIsLost() throws Exception {
        var lost = Requests.lost(visa(), () -> !results.kinds().isEmpty());

        assertThatThrownBy(() -> worker().work(lost)).isInstanceOf(InterruptedException.class);
        assertThat(results.kinds()).containsExactly("PaymentCreated");
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::charges).isEqualTo(0);
    }

    private RefundPayment refund(long amount, int attempt) {
        return new RefundPayment("6e3f0f1c-5c4e-4a9e-9d8d-1d8f3b0d0a01", results.createdIntent(), amount, attempt);
    }

    @Test
    void refundsOnceHoweverOftenItIsAsked() throws Exception {
        var payment = visa();
        worker().work(payment);
        worker().work(Requests.refundOf(payment, refund(1_000, 1)));
        var first = results.last(RefundUpdated.class);
        worker().work(Requests.refundOf(payment, refund(1_000, 1)));
        worker().work(Requests.refundOf(payment, refund(1_000, 2)));

        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(results.all().subList(3, 5)).extracting(PaymentResult::getBody).containsOnly(first);
        refunded(1_000, 1);
    }

    private void refunded(long amount, int refunds) {
        assertThat(stripe.ledger()).singleElement()
                .extracting(SimulatedStripe.Held::refunded, SimulatedStripe.Held::refunds)
                .containsExactly(amount, refunds);
    }

    @ParameterizedTest
    @CsvSource({"create_refund,error_500", "create_refund,error_500_after_success", "create_refund,error_409",
            "create_refund,error_429", "create_refund,connection_reset", "create_refund,reset_before",
            "create_refund,truncated_body", "list_refunds,error_500", "list_refunds,truncated_body"})
    void refundsOnceWhateverGoesWrong(String operation, String kind) throws Exception {
        var payment = visa();
        worker().work(payment);
        stripe.fault(operation, kind, kind.equals("error_500_after_success") ? 1 : 2, 100);
        worker().work(Requests.refundOf(payment, refund(1_000, 1)));

        assertThat(results.kinds()).endsWith("RefundUpdated");
        refunded(1_000, 1);
        stripe.clearFaults();
    }

    @Test
    void refundsAgainOnlyAfterAFailure() throws Exception {
        var payment = visa();
        worker().work(payment);
        worker().work(Requests.refundOf(payment, refund(1_000, 1)));
        var failing = results.last(RefundUpdated.class);
        stripe.settleRefund(failing.getStripeRefundId(), "failure");
        worker().work(Requests.refundOf(payment, refund(1_000, 1)));
        assertThat(results.last(RefundUpdated.class).getStatus()).isEqualTo("failed");
        assertThat(results.last(RefundUpdated.class).getStripeRefundId()).isEqualTo(failing.getStripeRefundId());
        worker().work(Requests.refundOf(payment, refund(1_000, 2)));
        assertThat(results.last(RefundUpdated.class).getStatus()).isEqualTo("succeeded");
        assertThat(results.last(RefundUpdated.class).getStripeRefundId()).isNotEqualTo(failing.getStripeRefundId());
    }

    @Test
    void reportsARefusedRefund() throws Exception {
        var payment = visa();
        worker().work(payment);
        worker().work(Requests.refundOf(payment, refund(4_200, 1)));
        var other = refund(1, 1);
        other.setRefundId("6e3f0f1c-5c4e-4a9e-9d8d-1d8f3b0d0a02");
        worker().work(Requests.refundOf(payment, other));

        assertThat(results.last(RefundRefused.class).getCode()).isEqualTo("charge_already_refunded");
        refunded(4_200, 1);
    }

    @Test
    void waitsWhileStripeDoesNotWorkAndGoesOnAfterIt() throws Exception {
        stripe.fault("create", "reset_before", Circuit.LAST_CALLS + 7, 0);
        worker(results, _ -> Thread.sleep(1)).work(visa());

        assertThat(results.kinds()).containsExactly("PaymentCreated", "PaymentSucceeded");
        chargedOnce();
    }

    private static void stripeStopsWorking(Circuit seen) {
        for (int call = 0; call < Circuit.LAST_CALLS; call++) {
            assertThat(seen.enter()).isTrue();
            seen.left(new Unknown("HTTP 503", true));
        }
    }

    @Test
    @Timeout(20)
    void triesAgainAfterTriesThatCameToNoAnswer() throws Exception {
        stripeStopsWorking(circuit);
        var worker = worker(results, _ -> Thread.sleep(10));
        for (int attempt = 0; attempt < 10; attempt++) {
            var asked = new AtomicInteger(); // once for the budget, once inside the circuit
            assertThatThrownBy(() -> worker.work(Requests.givenUp(visa(), () -> {
                if (asked.incrementAndGet() == 2) {
                    throw new IllegalStateException("of its own");
                }
                return false;
            }))).hasMessage("of its own");
        }
        worker.work(visa());

        chargedOnce();
    }

    @Test
    @Timeout(20)
    void needsNoPlaceInTheBudgetWhileStripeDoesNotWork() throws Exception {
        var open = new Circuit(Duration.ofHours(1));
        stripeStopsWorking(open);
        var budget = new CallBudget(1_000, 1, System::nanoTime);
        var worker = new PaymentWorker(stripe.gateway(), budget, open, results, _ -> {
            throw new InterruptedException("pauses");
        }, time);
        try (var _ = budget.take("another", () -> Urgency.BEGIN)) {
            assertThatThrownBy(() -> worker.work(visa())).hasMessage("pauses");
        }
    }

    @Test
    void chargesAndRefundsEachOrderOnceWhileAThirdOfAllCallsMisbehave() throws Exception {
        stripe.misbehave(7, 0.05, "error_500", "error_500_after_success", "error_409", "error_429", "connection_reset",
                "reset_before", "truncated_body");
        for (int order = 0; order < 150; order++) {
            var payment = visa();
            worker().work(payment);
            var refund = refund(1_000, 1);
            refund.setRefundId(UUID.randomUUID().toString());
            refund.setPaymentIntentId(results.last(PaymentSucceeded.class).getPaymentIntentId());
            worker().work(Requests.refundOf(payment, refund));
            worker().work(payment);
            assertThat(results.kinds()).endsWith("PaymentSucceeded", "RefundUpdated", "PaymentCreated",
                    "PaymentSucceeded");
        }

        var paid = stripe.ledger().stream().filter(held -> held.charges() > 0).toList();
        assertThat(paid).hasSize(150).allSatisfy(held -> {
            assertThat(held.charges()).isEqualTo(1);
            assertThat(held.refunded()).isEqualTo(1_000);
            assertThat(held.refunds()).isEqualTo(1);
        });
        assertThat(paid).extracting(SimulatedStripe.Held::order).doesNotHaveDuplicates();
        assertThat(circuit.enter()).isTrue();
    }

    @Test
    void waitsWhileTheKeyIsRefused() throws Exception {
        stripe.close();
        stripe = SimulatedStripe.start(Settings.defaults().withApiKeys(Set.of("sk_test_other")),
                Duration.ofSeconds(8));
        var pauses = new AtomicInteger();
        var waiting = worker(results, _ -> {
            if (pauses.incrementAndGet() == 5) {
                throw new InterruptedException("enough");
            }
        });

        assertThatThrownBy(() -> waiting.work(visa())).isInstanceOf(InterruptedException.class);
        assertThat(results.kinds()).isEmpty();
    }
}
