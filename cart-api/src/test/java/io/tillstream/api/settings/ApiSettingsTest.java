package io.tillstream.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.tillstream.api.CartApi;

class ApiSettingsTest {

    private static final String SECRET = "01234567890123456789012345678901";

    @Test
    void needsNothingButASecret() {
        var settings = settings(Map.of("tillstream.secret", SECRET));

        assertThat(settings.key()).isEqualTo(SECRET);
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.registry().url()).hasToString("http://localhost:8081/apis/registry/v3");
        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://localhost:5432/tillstream");
        assertThat(settings.redis().url()).hasToString("redis://localhost:6379");
        assertThat(settings.streams()).isEqualTo(new ApiSettings.Streams(2000, Duration.ofSeconds(15)));
        assertThat(settings.instance()).isEqualTo("cart-api-1");
        assertThat(settings.page()).as("a production API is headless").isFalse();
        assertThat(settings.signIn()).as("a production API signs nobody in").isFalse();
        assertThat(settings.users()).isEqualTo(new UserSettings(null, null, null, null));
        assertThat(settings.guessesPerClient()).isEqualTo(60);
        assertThat(settings.trustedProxies()).as("anybody can send X-Forwarded-For").isNull();
        assertThat(settings.stripe()).as("nobody's webhooks are taken").isEqualTo(new StripeSettings(List.of(), false));
    }

    @Test
    void keepsItsSecretsOutOfPrint() {
        var settings = settings(Map.of("tillstream.secret", SECRET, "tillstream.database.password", "hidden",
                "tillstream.users.key", SECRET, "tillstream.stripe.webhook-secrets", "whsec_hidden_1,whsec_hidden_2"));
        assertThat(settings.toString() + settings.users() + settings.stripe()).doesNotContain(SECRET)
                .doesNotContain("hidden");
        assertThat(settings.stripe().webhookSecrets()).containsExactly("whsec_hidden_1", "whsec_hidden_2");
    }

    @ParameterizedTest
    @CsvSource({"tillstream.secret, short", "tillstream.kafka.bootstrap-servers, localhost",
            "tillstream.registry.url, localhost:1", "tillstream.database.url, jdbc:mysql://x",
            "tillstream.redis.url, http://x", "tillstream.instance, a b", "tillstream.streams.max-open, 0",
            "tillstream.streams.heartbeat, 1ms",
            "tillstream.users.jwks-url, ftp://x", "tillstream.guesses-per-client, 0",
            "tillstream.trusted-proxies, 10.("})
    void namesKeyValueAndFixOfABadSettingInOneLine(String key, String value) {
        var settings = new HashMap<String, Object>(Map.of("tillstream.secret", SECRET));
        settings.put(key, value);

        var line = lineFor(settings);

        assertThat(line).startsWith(key + " is ").hasLineCount(1).contains(": ");
        if (!key.endsWith("secret")) {
            assertThat(line.replace("PT0.001S", "1ms")).contains("'" + value + "'");
        }
    }

    @Test
    void doesNotStartWithoutASecret() {
        assertThat(lineFor(Map.of())).isEqualTo(
                "tillstream.secret is not set: set it to at least 32 random characters, the same for every instance");
    }

    @Test
    void tokensAreSignedInOneWay() {
        assertThat(lineFor(Map.of("tillstream.secret", SECRET, "tillstream.users.key", "short")))
                .isEqualTo("tillstream.users.key is 5 characters: set it to at least 32 random characters");
        assertThat(lineFor(Map.of("tillstream.secret", SECRET, "tillstream.users.key", SECRET,
                "tillstream.users.jwks-url", "https://x/jwks"))).startsWith("tillstream.users.key is set beside");
    }

    @Test
    void aSignInNeedsTheKeyThatItSignsWith() {
        assertThat(lineFor(Map.of("tillstream.secret", SECRET, "tillstream.sign-in", true)))
                .startsWith("tillstream.users.key is not set: tillstream.sign-in signs");
    }

    @Test
    void aSecretOfWebhooksThatIsNoneIsNamedAndNotShown() {
        for (var bad : new String[]{"sk_live_12345678", "whsec_1", "whsec_good_one,other"}) {
            assertThat(lineFor(Map.of("tillstream.secret", SECRET, "tillstream.stripe.webhook-secrets", bad)))
                    .startsWith("tillstream.stripe.webhook-secrets is not what Stripe gives: use ")
                    .doesNotContain(bad);
        }
    }

    private static String lineFor(Map<String, Object> settings) {
        try (var context = CartApi.start(settings)) {
            throw new AssertionError("started with " + settings);
        } catch (RuntimeException e) {
            return BadSetting.lineFor(e);
        }
    }

    private static ApiSettings settings(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return ApiSettings.from(environment);
    }
}
