package io.tillstream.checkout.pricing;

import java.util.Comparator;

/// A part of the world. Empty texts leave open.
///
/// @param postcodePrefix upper case letters and digits alone
public record Area(String country, String region, String postcodePrefix) {

    /// The longer prefix first, then a region, then a country: of several that contain a destination, the first is the nearest.
    static final Comparator<Area> NEAREST_FIRST = Comparator
            .comparingInt((Area area) -> -area.postcodePrefix.length())
            .thenComparing(area -> area.region.isEmpty()).thenComparing(area -> area.country.isEmpty());

    boolean contains(Destination to) {
        return (country.isEmpty() || country.equals(to.country())) && (region.isEmpty() || region.equals(to.region()))
                && to.postcode().startsWith(postcodePrefix);
    }
}
