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
/// @param returnUrl         page of the shop to which the bank sends a buyer back who had to authenticate; null: the storefront asks Stripe
///                          what to do, with Stripe.js
/// @param requestsPerSecond of this process, at most 1,000; null is 25 with a test key and 100 with a live one
/// @param maxInFlight       calls that wait for an answer at the same time
/// @param connectTimeout    until a connection stands
/// @param readTimeout       until the whole answer is there, once connected
@ConfigurationProperties("tillstream.stripe")
record PaymentSettings(
        String key,
        @Nullable URI base,
        @Nullable URI returnUrl,
        @Nullable Integer requestsPerSecond,
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("8s") Duration readTimeout) {

    private static final int TEST_REQUESTS_PER_SECOND = 25;
    private static final int LIVE_REQUESTS_PER_SECOND = 100;

    PaymentSettings {
        // an absent property arrives as null here, whatever the type says
        require(key != null && !key.isBlank(), "key is missing: set it to the secret key of your Stripe account");
        requireAddress("base", base, "http://localhost:12111");
        requireAddress("return-url", returnUrl, "https://shop.example/order");
        require(requestsPerSecond == null || (requestsPerSecond >= 1 && requestsPerSecond <= 1_000),
                "requests-per-second is %s: set it to 1 to 1000, or leave it out".formatted(requestsPerSecond));
        require(maxInFlight >= 1, "max-in-flight is %s: set it to 1 or more".formatted(maxInFlight));
        require(connectTimeout.isPositive(),
                "connect-timeout is %s: set it to a time such as 1s".formatted(connectTimeout));
        require(readTimeout.isPositive(), "read-timeout is %s: set it to a time such as 8s".formatted(readTimeout));
    }

    private static void requireAddress(String name, @Nullable URI address, String example) {
        require(address == null || (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null),
                "%s is %s: set it to an absolute http or https address such as %s, or leave it out".formatted(name,
                        address, example));
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
        return "PaymentSettings[base=%s, returnUrl=%s, allowedPerSecond=%d, maxInFlight=%d, connectTimeout=%s, readTimeout=%s]"
                .formatted(base, returnUrl, allowedPerSecond(), maxInFlight, connectTimeout, readTimeout);
    }
}
