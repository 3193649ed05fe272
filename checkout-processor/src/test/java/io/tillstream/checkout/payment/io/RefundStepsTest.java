package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.payment.io.PaymentStep.Again;
import io.tillstream.checkout.payment.io.PaymentStep.Call;
import io.tillstream.checkout.payment.io.PaymentStep.Publish;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.RefundPage;
import io.tillstream.checkout.payment.io.StripeAnswer.Refunded;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.FindRefund;
import io.tillstream.checkout.payment.io.StripeCall.Refund;
import io.tillstream.command.RefundPayment;
import io.tillstream.command.RefundRefused;
import io.tillstream.command.RefundUpdated;

class RefundStepsTest {

    private static final RefundPayment SECOND_ATTEMPT = new RefundPayment("r", "pi_1", 300L, 2);
    private static final FindRefund FIND = new FindRefund(SECOND_ATTEMPT, 1, null, null);
    private static final Refund MAKE = new Refund(SECOND_ATTEMPT, 1);

    private static PaymentStep found(Refunded... refunds) {
        return RefundSteps.after(FIND, new RefundPage(List.of(refunds), null));
    }

    private static Publish updated(String id, String status) {
        return new Publish(new RefundUpdated("r", id, status, null), null);
    }

    @Test
    void makesNoRefundThatStripeHas() {
        assertThat(found(new Refunded("re_1", "pending", null, 1))).isEqualTo(updated("re_1", "pending"));
        assertThat(found(new Refunded("re_1", "succeeded", null, 0))).isEqualTo(updated("re_1", "succeeded"));
    }

    @Test
    void makesAnotherAfterOneThatFailed() {
        assertThat(found(new Refunded("re_1", "failed", null, 1), new Refunded("re_0", "canceled", null, 0)))
                .isEqualTo(new Call(MAKE));
    }

    @Test
    void makesNoneTwiceInOneAttempt() {
        assertThat(found(new Refunded("re_2", "failed", null, 2), new Refunded("re_1", "failed", null, 1)))
                .isEqualTo(updated("re_2", "failed"));
        assertThat(found(new Refunded("re_2", "failed", null, 2), new Refunded("re_3", "pending", null, 3)))
                .isEqualTo(updated("re_3", "pending"));
    }

    @Test
    void makesNoneBeforeEveryPageIsRead() {
        var failed = new Refunded("re_9", "failed", null, 2);
        var rest = new FindRefund(SECOND_ATTEMPT, 1, "re_5", failed);
        assertThat(RefundSteps.after(FIND, new RefundPage(List.of(failed), "re_5"))).isEqualTo(new Call(rest));
        assertThat(RefundSteps.after(rest, new RefundPage(List.of(new Refunded("re_1", "pending", null, 1)), null)))
                .isEqualTo(updated("re_1", "pending"));
    }

    @Test
    void looksAgainBeforeItRepeatsWhatHasAnUnknownResult() {
        assertThat(RefundSteps.after(MAKE, new Unknown("timeout", true))).isEqualTo(new Again(FIND));
        assertThat(RefundSteps.after(FIND, new RefundPage(List.of(), null))).isEqualTo(new Call(MAKE));
    }

    @Test
    void takesAnotherKeyForOneThatAlwaysFails() {
        var next = new FindRefund(SECOND_ATTEMPT, 2, null, null);
        assertThat(RefundSteps.after(MAKE, new KeySpent())).isEqualTo(new Again(next));
        assertThat(RefundSteps.after(MAKE, new KeyMisused())).isEqualTo(new Again(next));
        assertThat(RefundSteps.after(next, new RefundPage(List.of(), null)))
                .isEqualTo(new Call(new Refund(SECOND_ATTEMPT, 2)));
    }

    @Test
    void waitsWhereNothingHasHappened() {
        assertThat(RefundSteps.after(MAKE, new TooMany())).isEqualTo(new Again(MAKE));
        assertThat(RefundSteps.after(MAKE, new NotAllowed(403))).isEqualTo(new Again(MAKE));
        assertThat(RefundSteps.after(FIND, new Unknown("timeout", true))).isEqualTo(new Again(FIND));
    }

    @Test
    void saysWhatStripeRefuses() {
        assertThat(RefundSteps.after(MAKE, new Refused("charge_already_refunded", "Again?", false)))
                .isEqualTo(new Publish(new RefundRefused("r", "charge_already_refunded", "Again?"), null));
        assertThat(RefundSteps.after(MAKE, new UnexpectedState())).isEqualTo(
                new Publish(new RefundRefused("r", "payment_intent_unexpected_state", ""), null));
        assertThat(RefundSteps.after(FIND, new Refused("resource_missing", "", false)))
                .isEqualTo(new Publish(new RefundRefused("r", "resource_missing", ""), null));
    }
}
