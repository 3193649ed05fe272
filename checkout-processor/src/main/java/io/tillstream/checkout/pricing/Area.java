package io.tillstream.checkout.pricing;

import java.util.Comparator;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// A part of the world. Empty texts leave open.
///
/// @param postcodePrefix upper case letters and digits alone
public record Area(String country, String region, String postcodePrefix) {

    private static final int MAX_PREFIX_LENGTH = 20;

    /// The longer prefix first, then a region, then a country: of several that contain a destination, the first is the nearest.
    static final Comparator<Area> NEAREST_FIRST = Comparator
            .comparingInt((Area area) -> -area.postcodePrefix.length())
            .thenComparing(area -> area.region.isEmpty()).thenComparing(area -> area.country.isEmpty());

    /// As tables have it, however it is written.
    public static Area of(String country, String region, String postcodePrefix) {
        return new Area(country.strip().toUpperCase(Locale.ROOT), region.strip().toUpperCase(Locale.ROOT),
                Destination.postcode(postcodePrefix));
    }

    /// @return what is wrong, or null: nothing
    public @Nullable String fault() {
        if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
            return "the country %s is no ISO 3166-1 code of two letters".formatted(country);
        }
        if (country.isEmpty() && !(region.isEmpty() && postcodePrefix.isEmpty())) {
            return "%s has no country".formatted(text());
        }
        if (!region.isEmpty() && !region.matches("[A-Z0-9-]{1,6}")) {
            return "the region %s is no code of 1 to 6 letters, digits or dashes, such as CA".formatted(region);
        }
        return postcodePrefix.length() > MAX_PREFIX_LENGTH
                ? "the postcode prefix %s has more than %d characters".formatted(postcodePrefix, MAX_PREFIX_LENGTH)
                : null;
    }

    /// For a person.
    public String text() {
        return "%s %s %s".formatted(country.isEmpty() ? "everywhere" : country, region, postcodePrefix).strip()
                .replace("  ", " ");
    }

    boolean contains(Destination to) {
        return (country.isEmpty() || country.equals(to.country())) && (region.isEmpty() || region.equals(to.region()))
                && to.postcode().startsWith(postcodePrefix);
    }
}
