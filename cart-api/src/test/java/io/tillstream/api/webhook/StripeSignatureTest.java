package io.tillstream.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(UTF_8);
    private static final String OLD = "whsec_of_yesterday";
    private static final String NEW = "whsec_of_tomorrow";

    /// Computed by another implementation.
    @Test
    void takesWhatStripeSigns() {
        assertThat(StripeSignature.of("1800000000", BODY, OLD))
                .isEqualTo("3dea90022f8c674cd79bc9463466e2c4803fff467d6eb00c18f3aedcdf2f4114");
        assertThatCode(() -> check(header(NOW, OLD), OLD)).doesNotThrowAnyException();
    }

    @Test
    void takesEitherSecretWhileOneIsRolled() {
        assertThatCode(() -> check(header(NOW, OLD), OLD, NEW)).doesNotThrowAnyException();
        assertThatCode(() -> check(header(NOW, NEW), OLD, NEW)).doesNotThrowAnyException();
        assertThatCode(() -> check(header(NOW, OLD) + "," + v1(NOW, NEW) + ",v0=00", NEW)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(header(NOW, OLD), NEW)).hasMessageStartingWith("webhook_signature_invalid");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void takesFiveMinutesEitherWay(long seconds) {
        assertThatCode(() -> check(header(NOW.plusSeconds(seconds), OLD), OLD)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_800_000_000, -301, 301, 998_000_000_000L})
    void refusesMoreThanFiveMinutesEitherWay(long seconds) {
        assertThatThrownBy(() -> check(header(NOW.plusSeconds(seconds), OLD), OLD))
                .hasMessageStartingWith("webhook_signature_invalid").hasMessageContaining("300 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "t", "t=", "v1", "=", "t=1800000000", "t=1800000000,v1=", "t=1800000000,v1",
            "t=-1,v1=00", "t=+1800000000,v1=00", "t=9999999999999999999,v1=00", "T=1800000000,V1=00",
            "t=1800000000,v0=00"})
    void refusesAHeaderThatIsNone(String header) {
        assertThatThrownBy(() -> check(header, OLD)).hasMessageStartingWith("webhook_signature_invalid");
    }

    @Test
    void refusesWhatCanBeReadInTwoWays() {
        var good = header(NOW, OLD);
        assertThatThrownBy(() -> check("t=1," + good, OLD)).hasMessageStartingWith("webhook_signature_invalid");
        assertThatThrownBy(() -> check(good + ",t=1", OLD)).hasMessageStartingWith("webhook_signature_invalid");
        assertThatThrownBy(() -> StripeSignature.check(List.of(good, good), BODY, List.of(OLD), NOW))
                .hasMessageStartingWith("webhook_signature_invalid");
        assertThatThrownBy(() -> StripeSignature.check(List.of(), BODY, List.of(OLD), NOW))
                .hasMessageStartingWith("webhook_signature_invalid");
    }

    /// Each would be compared.
    @Test
    void takesNoMoreThanTenSignatures() {
        var others = ",v1=00".repeat(9);
        assertThatCode(() -> check(header(NOW, OLD) + others, OLD)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(header(NOW, OLD) + others + ",v1=00", OLD))
                .hasMessageStartingWith("webhook_signature_invalid");
    }

    /// As text, both bodies would be the same: what is no UTF-8 is read as one and the same character.
    @Test
    void signsBytesAndNotText() {
        assertThat(StripeSignature.of("1", new byte[]{(byte) 0xC0}, OLD))
                .isNotEqualTo(StripeSignature.of("1", new byte[]{(byte) 0xC1}, OLD));
    }

    private static void check(String header, String... secrets) {
        StripeSignature.check(List.of(header), BODY, List.of(secrets), NOW);
    }

    private static String header(Instant at, String secret) {
        return "t=" + at.getEpochSecond() + "," + v1(at, secret);
    }

    private static String v1(Instant at, String secret) {
        return "v1=" + StripeSignature.of(Long.toString(at.getEpochSecond()), BODY, secret);
    }
}
