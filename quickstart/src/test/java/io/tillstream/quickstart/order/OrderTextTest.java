package io.tillstream.quickstart.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.payment.Refund;

class OrderTextTest {

    @Test
    void showsWhatWasPaidAndWhatIsBack() {
        var back = Orders.refund(500, Refund.Status.SUCCEEDED, Map.of("mugs", 1));
        var other = new Refund(UUID.fromString("1d3b3f0e-58a5-3a44-a7f1-0f2f65a5a7a1"), "pi_2", 4_052,
                Refund.Status.REQUESTED, "stray_payment", Map.of(), null, 1, Set.of());

        assertThat(OrderText.of(Orders.paid(back, other))).isEqualTo("""
                Order      HD55-6PPN-J34Q
                Id         8b4a535a-d590-3c97-a909-e0adaa639572
                Placed     2026-11-23T00:57:52Z
                Status     CONFIRMED
                Total      4052 (40.52 USD)
                Refunded   500 (5.00 USD)
                Payment    SUCCEEDED, pi_1
                Confirmed  by the server, with pm_card_visa
                Lines
                  mugs  2 x MUG-SKY at 1800, less 360  Enamel Mug  (1 sold again)
                  tea  1 x TEA-ASS at 812  Tea Tin
                Refunds
                  0d3b3f0e-58a5-3a44-a7f1-0f2f65a5a7a1  500 (5.00 USD)  succeeded, re_1  a handle broke
                  1d3b3f0e-58a5-3a44-a7f1-0f2f65a5a7a1  4052 (40.52 USD)  requested of pi_2  stray_payment""");
    }

    @Test
    void showsWhatAnOrderWaitsForAndWhyItCloses() {
        var waits = new Payment(null, "pi_1", Payment.Status.CREATED, null, null, "card_declined", "no", List.of());
        assertThat(OrderText.of(Orders.order("PENDING_PAYMENT", null, waits, Instant.parse("2026-11-23T01:07:52Z"))))
                .contains("Status     PENDING_PAYMENT\n", "Confirmed  by the storefront\n",
                        "Declined   card_declined: no\n", "Pays until 2026-11-23T01:07:52Z\n")
                .doesNotContain("Refunds");

        assertThat(OrderText.of(Orders.order("CLOSING", "hold_expired", Payment.requested("pm_card_visa"), null)))
                .contains("Status     CLOSING, because of hold_expired\n",
                        "Payment    REQUESTED, no PaymentIntent is known\n")
                .doesNotContain("Declined", "Pays until");
    }

    @Test
    void writesAmountsAsTheCurrencyHasThem() {
        assertThat(Money.text(1_999, "JPY")).isEqualTo("1999 (1999 JPY)");
        assertThat(Money.text(1_999, "KWD")).isEqualTo("1999 (1.999 KWD)");
        assertThat(Money.text(5, "EUR")).isEqualTo("5 (0.05 EUR)");
    }
}
