package io.tillstream.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
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
    }

    @Test
    void keepsItsSecretsOutOfPrint() {
        assertThat(settings(Map.of("tillstream.secret", SECRET, "tillstream.database.password", "hidden")).toString())
                .doesNotContain(SECRET).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({"tillstream.secret, short", "tillstream.kafka.bootstrap-servers, localhost",
            "tillstream.registry.url, localhost:1", "tillstream.database.url, jdbc:mysql://x",
            "tillstream.redis.url, http://x", "tillstream.instance, a b", "tillstream.streams.max-open, 0",
            "tillstream.streams.heartbeat, 1ms"})
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
