package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PaymentSettingsTest {

    private static PaymentSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("tillstream.stripe",
                PaymentSettings.class);
    }

    @Test
    void hasDefaultsForEverythingButTheKey() {
        assertThat(bound(Map.of("tillstream.stripe.key", "sk_test_1"))).isEqualTo(
                new PaymentSettings("sk_test_1", null, null, null, 64, Duration.ofSeconds(1), Duration.ofSeconds(8)));
    }

    @Test
    void takesEverythingFromProperties() {
        assertThat(bound(Map.of("tillstream.stripe.key", "sk_live_1", "tillstream.stripe.base", "http://localhost:1",
                "tillstream.stripe.requests-per-second", "7", "tillstream.stripe.max-in-flight", "3",
                "tillstream.stripe.connect-timeout", "2s", "tillstream.stripe.read-timeout", "300ms",
                "tillstream.stripe.return-url", "https://shop.example/order")))
                .isEqualTo(new PaymentSettings("sk_live_1", URI.create("http://localhost:1"),
                        URI.create("https://shop.example/order"), 7, 3,
                        Duration.ofSeconds(2), Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @CsvSource({"sk_test_1,25", "rk_test_1,25", "sk_live_1,100", "rk_live_1,100"})
    void allowsWhatStripeAllowsInTheModeOfTheKey(String key, int perSecond) {
        assertThat(bound(Map.of("tillstream.stripe.key", key)).allowedPerSecond()).isEqualTo(perSecond);
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(bound(Map.of("tillstream.stripe.key", "sk_live_secret")).toString()).doesNotContain("secret");
    }

    @Test
    void saysWhichPropertyIsMissing() {
        assertThatThrownBy(() -> bound(Map.of())).isInstanceOf(BindException.class)
                .hasRootCauseMessage(
                        "tillstream.stripe.key is missing: set it to the secret key of your Stripe account");
    }

    @ParameterizedTest
    @CsvSource({"requests-per-second,0", "requests-per-second,1001", "max-in-flight,0", "connect-timeout,0s",
            "read-timeout,-1s", "return-url,/order", "return-url,shop.example/order", "return-url,ftp://shop.example",
            "return-url,https:order", "base,localhost:12111"})
    void refusesWhatCannotWork(String name, String value) {
        assertThatThrownBy(
                () -> bound(Map.of("tillstream.stripe.key", "sk_test_1", "tillstream.stripe." + name, value)))
                .rootCause().hasMessageStartingWith("tillstream.stripe." + name + " is ")
                .hasMessageContaining("set it to")
                .message().doesNotContain("\n");
    }

    @Test
    void saysWhatIsWrongWithAnAddressAndHowItShouldBe() {
        assertThatThrownBy(() -> bound(Map.of("tillstream.stripe.key", "sk_test_1", "tillstream.stripe.return-url",
                "/order"))).hasRootCauseMessage("tillstream.stripe.return-url is /order: set it to an absolute http or "
                        + "https address such as https://shop.example/order, or leave it out");
    }
}
