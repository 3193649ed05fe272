package io.tillstream.checkout.cart;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.pricing.Destination;

/// Where an order goes. Never in a public event but for country and region.
///
/// @param lines   street and number
/// @param region  code of the state or province such as `CA`, or null; a code, because it is told in public
/// @param country ISO 3166-1 alpha-2, upper case
public record Address(String name, List<String> lines, String city, @Nullable String region, String postcode,
        String country) {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_CODE_LENGTH = 20;
    private static final int MAX_LINES = 4;

    public Destination destination() {
        return Destination.of(country, region, postcode);
    }

    /// @return what is wrong, naming the field, or null: nothing
    @Nullable
    String fault() {
        if (!country.matches("[A-Z]{2}")) {
            return "country is no ISO 3166-1 code of two letters";
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES || lines.stream().anyMatch(line -> !isText(line, MAX_LENGTH))) {
            return "lines are not 1 to %d of 1 to %d characters".formatted(MAX_LINES, MAX_LENGTH);
        }
        if (!isText(name, MAX_LENGTH) || !isText(city, MAX_LENGTH)) {
            return "name and city have 1 to %d characters".formatted(MAX_LENGTH);
        }
        if (region != null && !region.matches("[A-Za-z0-9-]{1,6}")) {
            return "region is no code of 1 to 6 letters, digits or dashes, such as CA";
        }
        if (!postcode.isEmpty() && !isText(postcode, MAX_CODE_LENGTH)) {
            return "postcode has at most %d characters".formatted(MAX_CODE_LENGTH);
        }
        return null;
    }

    /// PostgreSQL holds no NUL, and a line of an address has no line feed.
    private static boolean isText(String text, int most) {
        return !text.isBlank() && text.length() <= most && text.chars().noneMatch(Character::isISOControl);
    }
}
