package io.tillstream.checkout.payment.io;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How Stripe is called.
///
/// @param key               secret or restricted API key of the account; never printed
/// @param base              address to call instead of Stripe's, such as `http://localhost:12111`; null is Stripe
/// @param requestsPerSecond of this process, at most 1,000; null is 25 with a test key and 100 with a live one
/// @param maxInFlight       calls that wait for an answer at the same time
/// @param connectTimeout    until a connection stands
/// @param readTimeout       until the whole answer is there, once connected
@ConfigurationProperties("tillstream.stripe")
record PaymentSettings(
        String key,
        @Nullable URI base,
        @Nullable Integer requestsPerSecond,
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("8s") Duration readTimeout) {

    private static final int TEST_REQUESTS_PER_SECOND = 25;
    private static final int LIVE_REQUESTS_PER_SECOND = 100;

    PaymentSettings {
        // an absent property arrives as null here, whatever the type says
        require(key != null && !key.isBlank(), "key is missing: set it to the secret key of your Stripe account");
        require(requestsPerSecond == null || (requestsPerSecond >= 1 && requestsPerSecond <= 1_000),
                "requests-per-second must be 1 to 1000, but is " + requestsPerSecond);
        require(maxInFlight >= 1, "max-in-flight must be at least 1, but is " + maxInFlight);
        require(connectTimeout.isPositive(), "connect-timeout must be positive, but is " + connectTimeout);
        require(readTimeout.isPositive(), "read-timeout must be positive, but is " + readTimeout);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("tillstream.stripe." + what);
        }
    }

    int allowedPerSecond() {
        if (requestsPerSecond != null) {
            return requestsPerSecond;
        }
        var testMode = key.startsWith("sk_test_") || key.startsWith("rk_test_");
        return testMode ? TEST_REQUESTS_PER_SECOND : LIVE_REQUESTS_PER_SECOND;
    }

    @Override
    public String toString() {
        return "PaymentSettings[base=%s, allowedPerSecond=%d, maxInFlight=%d, connectTimeout=%s, readTimeout=%s]"
                .formatted(base, allowedPerSecond(), maxInFlight, connectTimeout, readTimeout);
    }
}
