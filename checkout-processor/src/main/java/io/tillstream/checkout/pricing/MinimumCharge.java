package io.tillstream.checkout.pricing;

import java.util.Map;

/// The least that Stripe charges, in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
public final class MinimumCharge {

    private static final Map<String, Long> MINIMUM = Map.ofEntries(Map.entry("USD", 50L), Map.entry("EUR", 50L),
            Map.entry("GBP", 30L),
            Map.entry("CHF", 50L), Map.entry("CAD", 50L), Map.entry("AUD", 50L), Map.entry("NZD", 50L),
            Map.entry("SGD", 50L),
            Map.entry("JPY", 50L), Map.entry("SEK", 300L), Map.entry("NOK", 300L), Map.entry("DKK", 250L),
            Map.entry("PLN", 200L),
            Map.entry("CZK", 1500L), Map.entry("HUF", 17500L), Map.entry("MXN", 1000L), Map.entry("HKD", 400L),
            Map.entry("BRL", 50L));

    private MinimumCharge() {}

    /// @param currency ISO 4217; 50 where Stripe names no minimum
    public static long of(String currency) {
        return MINIMUM.getOrDefault(currency, 50L);
    }
}
