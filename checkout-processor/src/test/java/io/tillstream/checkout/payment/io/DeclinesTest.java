package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.command.PaymentDeclined;

class DeclinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"fraudulent", "lost_card", "stolen_card", "merchant_blacklist", "pickup_card",
            "restricted_card", "security_violation", "generic_decline"})
    void tellNobodyThatACardIsKnownAsStolen(String code) {
        assertThat(Declines.told("pi_1", new Refused(code, "The card is stolen.", true)))
                .isEqualTo(new PaymentDeclined("pi_1", "card_declined", "Your card was declined."));
    }

    @ParameterizedTest
    @CsvSource({"insufficient_funds,Your card has insufficient funds.", "expired_card,Your card has expired."})
    void tellWhatTheBuyerCanMend(String code, String message) {
        assertThat(Declines.told("pi_1", new Refused(code, message, true)))
                .isEqualTo(new PaymentDeclined("pi_1", code, message));
    }

    @Test
    void keepWhatIsWrittenForDevelopersFromTheBuyer() {
        var unknown = Declines.told("pi_1",
                new Refused("resource_missing", "No such PaymentMethod: 'pm_1'", false));
        assertThat(unknown.getCode()).isEqualTo("resource_missing");
        assertThat(unknown.getMessage()).doesNotContain("pm_1").contains("choose another");
        assertThat(Declines.told("pi_1", new Refused("payment_intent_authentication_failure",
                "The provided PaymentMethod has failed authentication.", false)).getMessage())
                .contains("Your bank could not confirm");
        assertThat(Declines.told("pi_1", new Refused("do_not_honor", "", true)).getMessage()).isNotEmpty();
    }
}
