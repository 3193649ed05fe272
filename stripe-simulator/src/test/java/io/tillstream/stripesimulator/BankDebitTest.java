package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.euros;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Methods whose bank tells later: `processing`.
class BankDebitTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @BeforeEach
    void stopTheClock() {
        simulator.setClock("2026-03-01T00:00:00Z");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private PaymentIntent debited(String method) throws StripeException {
        var created = simulator.intents().create(euros(2000).setCurrency("usd").build());
        return simulator.intents().confirm(created.getId(), paying(method));
    }

    @Test
    void processesUntilTheBankTells() throws StripeException {
        var intent = debited("pm_usBankAccount_success");

        assertThat(intent.getStatus()).isEqualTo("processing");
        var pending = simulator.v1().charges().retrieve(intent.getLatestCharge());
        assertThat(pending.getStatus()).isEqualTo("pending");
        assertThat(pending.getPaid()).isFalse();
        assertThat(pending.getPaymentMethodDetails().getUsBankAccount().getLast4()).isEqualTo("6789");
        assertThat(simulator.ledgerRow(intent.getId()).get("successful_charges").asInt()).isZero();

        simulator.advance(Duration.ofSeconds(10));

        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(simulator.v1().charges().retrieve(intent.getLatestCharge()).getPaid()).isTrue();
        assertThat(simulator.ledgerRow(intent.getId()).get("successful_charges").asInt()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"pm_usBankAccount_accountClosed, account_closed", "pm_usBankAccount_noAccount, no_account",
            "pm_usBankAccount_insufficientFunds, insufficient_funds",
            "pm_usBankAccount_debitNotAuthorized, debit_not_authorized"})
    void asksForAnotherMethodWhenTheBankRefuses(String method, String code) throws StripeException {
        var intent = debited(method);

        simulator.advance(Duration.ofSeconds(10));

        var failed = simulator.intents().retrieve(intent.getId());
        assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo(code);
        assertThat(simulator.v1().charges().retrieve(intent.getLatestCharge()).getFailureCode()).isEqualTo(code);
        assertThat(simulator.intents().confirm(intent.getId(), paying("pm_card_visa")).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void mayProcessForEverAndBeCanceled() throws StripeException {
        var intent = debited("pm_usBankAccount_processing");
        simulator.advance(Duration.ofDays(100));
        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo("processing");
        assertThat(catchThrowableOfType(InvalidRequestException.class,
                () -> simulator.intents().confirm(intent.getId(), paying("pm_card_visa"))).getCode())
                .isEqualTo("payment_intent_unexpected_state");

        assertThat(simulator.intents().cancel(intent.getId()).getStatus()).isEqualTo("canceled");

        assertThat(simulator.ledgerRow(intent.getId()).get("amount_received").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"success, succeeded", "failure, requires_payment_method"})
    void settlesAtOnceWhenToldSo(String outcome, String status) throws StripeException {
        var intent = debited("pm_usBankAccount_processing");

        simulator.control("POST", "/payment_intents/%s/settle".formatted(intent.getId()),
                "{\"outcome\":\"%s\"}".formatted(outcome));

        assertThat(simulator.intents().retrieve(intent.getId()).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"AT611904300234573201, 10, succeeded", "AT321904300235473204, 180, succeeded",
            "AT861904300235473202, 10, requires_payment_method", "AT051904300235473205, 180, requires_payment_method"})
    void debitsTheDocumentedIbans(String iban, long seconds, String status) {
        var answer = simulator.post(INTENTS, "amount", "2000", "currency", "eur", "payment_method_types[]",
                "sepa_debit", "payment_method_data[type]", "sepa_debit", "payment_method_data[sepa_debit][iban]", iban,
                "confirm", "true", "mandate_data[customer_acceptance][type]", "offline");
        assertThat(json(answer).get("status").asString()).isEqualTo("processing");
        var path = INTENTS + "/" + json(answer).get("id").asString();

        simulator.advance(Duration.ofSeconds(seconds - 1));
        assertThat(json(simulator.get(path)).get("status").asString()).isEqualTo("processing");
        simulator.advance(Duration.ofSeconds(1));

        assertThat(json(simulator.get(path)).get("status").asString()).isEqualTo(status);
    }
}
