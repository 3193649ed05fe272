package io.tillstream.checkout.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// What areas have, found by destination. A look-up costs as many steps as a postcode has characters, however many areas there are.
final class AreaIndex<V> {

    /// Areas of one country, or of every country.
    private static final class Country<V> {

        private final Map<Area, List<V>> byArea = new HashMap<>();
        private int longestPrefix;

        void put(Area area, V value) {
            byArea.computeIfAbsent(area, _ -> new ArrayList<>()).add(value);
            longestPrefix = Math.max(longestPrefix, area.postcodePrefix().length());
        }
    }

    private final Map<String, Country<V>> byCountry = new HashMap<>();

    /// Values of the same area keep the order in which they come.
    AreaIndex(List<V> values, Function<V, Area> area) {
        for (var value : values) {
            byCountry.computeIfAbsent(area.apply(value).country(), _ -> new Country<>()).put(area.apply(value), value);
        }
    }

    /// Asks the values of the areas that contain a destination, the nearest first ([Area#NEAREST_FIRST]), until one has an answer.
    ///
    /// @param answer null: the next one is asked
    /// @return null: none has one
    <R> @Nullable R nearest(Destination to, Function<V, @Nullable R> answer) {
        int longest = Math.max(longestPrefix(to.country()), longestPrefix(""));
        for (int length = Math.min(longest, to.postcode().length()); length >= 0; length--) {
            var prefix = to.postcode().substring(0, length);
            for (var region : to.region().isEmpty() ? List.of("") : List.of(to.region(), "")) {
                for (var country : List.of(to.country(), "")) {
                    var found = first(new Area(country, region, prefix), answer);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private <R> @Nullable R first(Area area, Function<V, @Nullable R> answer) {
        var country = byCountry.get(area.country());
        if (country == null || area.postcodePrefix().length() > country.longestPrefix) {
            return null;
        }
        for (var value : country.byArea.getOrDefault(area, List.of())) {
            var found = answer.apply(value);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private int longestPrefix(String country) {
        var areas = byCountry.get(country);
        return areas == null ? 0 : areas.longestPrefix;
    }
}
