package io.tillstream.checkout.pricing;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Where something goes, as far as prices depend on it.
///
/// @param country  ISO 3166-1 alpha-2
/// @param region   such as `CA`; empty: none
/// @param postcode as tables have it: upper case letters and digits alone
public record Destination(String country, String region, String postcode) {

    public static Destination of(String country, @Nullable String region, String postcode) {
        return new Destination(country.toUpperCase(Locale.ROOT),
                region == null ? "" : region.strip().toUpperCase(Locale.ROOT), postcode(postcode));
    }

    public static String postcode(String written) {
        return written.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
