package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.key;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundCreateParams.Reason;
import com.stripe.param.RefundListParams;
import com.stripe.service.RefundService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @BeforeEach
    void stopTheClock() {
        simulator.setClock("2026-03-01T00:00:00Z");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private RefundService refunds() {
        return simulator.v1().refunds();
    }

    private static RefundCreateParams.Builder of(PaymentIntent intent) {
        return RefundCreateParams.builder().setPaymentIntent(intent.getId());
    }

    private Charge chargeOf(PaymentIntent intent) throws StripeException {
        return simulator.v1().charges().retrieve(intent.getLatestCharge());
    }

    private PaymentIntent paidWith(String method) throws StripeException {
        return simulator.intents().confirm(simulator.created(2000).getId(), paying(method));
    }

    private static InvalidRequestException refusedBy(ThrowingCallable call) {
        return catchThrowableOfType(InvalidRequestException.class, call);
    }

    @Test
    void givesEverythingBackUnlessToldOtherwise() throws StripeException {
        var paid = simulator.paid(2000);

        var refund = refunds().create(
                of(paid).putMetadata("refund_id", "r1").setReason(Reason.REQUESTED_BY_CUSTOMER).build());

        assertThat(refund.getId()).matches("re_3\\w{23}");
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getAmount()).isEqualTo(2000);
        assertThat(refund.getCurrency()).isEqualTo("eur");
        assertThat(refund.getReason()).isEqualTo("requested_by_customer");
        assertThat(refund.getMetadata()).isEqualTo(Map.of("refund_id", "r1"));
        assertThat(refund.getCharge()).isEqualTo(paid.getLatestCharge());
        assertThat(chargeOf(paid).getRefunded()).isTrue();
        assertThat(simulator.intents().retrieve(paid.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(refunds().retrieve(refund.getId())).isEqualTo(refund);
        var row = simulator.ledgerRow(paid.getId());
        assertThat(row.get("amount_received").asLong()).isEqualTo(2000);
        assertThat(row.get("amount_refunded").asLong()).isEqualTo(2000);
        assertThat(row.get("refunds").get(0).get("metadata").get("refund_id").asString()).isEqualTo("r1");
    }

    @Test
    void neverGivesBackMoreThanCame() throws StripeException {
        var paid = simulator.paid(2000);
        assertThat(refusedBy(() -> refunds().create(of(paid).setAmount(2001L).build())).getMessage())
                .contains("Refund amount (€20.01) is greater than charge amount (€20.00)");
        refunds().create(of(paid).setAmount(1500L).build());
        assertThat(chargeOf(paid).getAmountRefunded()).isEqualTo(1500);
        assertThat(chargeOf(paid).getRefunded()).isFalse();

        var tooMuch = refusedBy(() -> refunds().create(of(paid).setAmount(501L).build()));
        assertThat(tooMuch.getMessage()).contains("is greater than unrefunded amount on charge (€5.00)");
        assertThat(tooMuch.getParam()).isEqualTo("amount");

        assertThat(refunds().create(of(paid).build()).getAmount()).isEqualTo(500);
        assertThat(refusedBy(() -> refunds().create(of(paid).build())).getCode())
                .isEqualTo("charge_already_refunded");
        assertThat(simulator.ledgerRow(paid.getId()).get("amount_refunded").asLong()).isEqualTo(2000);
    }

    @Test
    void isOneUnderOneKey() throws StripeException {
        var paid = simulator.paid(2000);
        var params = of(paid).setAmount(700L).build();

        var first = refunds().create(params, key("refund-1"));
        var again = refunds().create(params, key("refund-1"));

        assertThat(again).isEqualTo(first);
        assertThat(simulator.ledgerRow(paid.getId()).get("refunds")).hasSize(1);
    }

    @Test
    void refusesWhatWasNeverPaid() throws StripeException {
        var unpaid = simulator.created(2000);

        assertThat(refusedBy(() -> refunds().create(of(unpaid).build())).getMessage())
                .contains("does not have a successful charge to refund");
        assertThat(refusedBy(() -> refunds().create(RefundCreateParams.builder().build())).getCode())
                .isEqualTo("parameter_missing");
        assertThat(refusedBy(() -> refunds().create(RefundCreateParams.builder().setCharge("ch_none").build()))
                .getCode()).isEqualTo("resource_missing");
        assertThat(refusedBy(() -> refunds().create(of(simulator.paid(500)).setAmount(0L).build())).getCode())
                .isEqualTo("parameter_invalid_integer");
    }

    @Test
    void mayFailLaterAndThenBeTriedAgain() throws StripeException {
        var paid = paidWith("pm_card_refundFail");
        var refund = refunds().create(of(paid).build());
        assertThat(refund.getStatus()).isEqualTo("succeeded");

        simulator.advance(Duration.ofSeconds(10));

        var failed = refunds().retrieve(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
        assertThat(chargeOf(paid).getAmountRefunded()).isZero();
        assertThat(simulator.ledgerRow(paid.getId()).get("amount_refunded").asLong()).isZero();
        assertThat(refunds().create(of(paid).build()).getAmount()).isEqualTo(2000);
    }

    @Test
    void mayBePendingFirst() throws StripeException {
        var refund = refunds().create(of(paidWith("pm_card_pendingRefund")).build());
        assertThat(refund.getStatus()).isEqualTo("pending");

        simulator.advance(Duration.ofSeconds(10));

        assertThat(refunds().retrieve(refund.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void failsWhenToldSo() throws StripeException {
        var refund = refunds().create(of(simulator.paid(2000)).build());

        simulator.control("POST", "/refunds/%s/settle".formatted(refund.getId()), "{\"outcome\":\"failure\"}");

        assertThat(refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
    }

    @Test
    void areListedByPaymentIntentAndByCharge() throws StripeException {
        var paid = simulator.paid(2000);
        var other = simulator.paid(2000);
        for (int i = 0; i < 3; i++) {
            refunds().create(of(paid).setAmount(100L).putMetadata("n", "" + i).build());
        }
        refunds().create(of(other).build());

        var first = refunds().list(RefundListParams.builder().setPaymentIntent(paid.getId()).setLimit(2L).build());

        assertThat(first.getData()).extracting(refund -> refund.getMetadata().get("n")).containsExactly("2", "1");
        assertThat(first.getHasMore()).isTrue();
        assertThat(refunds().list(RefundListParams.builder().setCharge(paid.getLatestCharge())
                .setStartingAfter(first.getData().getLast().getId()).build()).getData())
                .extracting(refund -> refund.getMetadata().get("n")).containsExactly("0");
        assertThat(refunds().list().getData()).hasSize(4).extracting(Refund::getPaymentIntent)
                .contains(other.getId());
    }
}
