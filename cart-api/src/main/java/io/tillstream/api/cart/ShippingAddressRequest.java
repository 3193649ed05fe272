package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.BAD_ADDRESS;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.SetShippingAddress;

/// @param lines    street and number, 1 to 4
/// @param region   code of the state or province such as `CA`, null: none
/// @param postcode null and empty are the same: the country has none
/// @param country  ISO 3166-1 alpha-2
public record ShippingAddressRequest(
        @Nullable String name,
        @Nullable List<@Nullable String> lines,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postcode,
        @Nullable String country) {

    private static final int LONGEST = 200;
    private static final int LONGEST_POSTCODE = 20;
    private static final int MOST_LINES = 4;

    /// @throws ProblemException if something is missing or out of its bounds
    public SetShippingAddress command() {
        var code = Bounds.required("country", country);
        if (!code.matches("[A-Z]{2}")) {
            throw bad("country", "takes a country code of two capital letters (ISO 3166-1)");
        }
        if (region != null && !region.matches("[A-Za-z0-9-]{1,6}")) {
            throw bad("region", "takes a code of 1 to 6 letters, digits or dashes, such as CA");
        }
        var post = postcode == null || postcode.isEmpty()
                ? ""
                : Bounds.text(BAD_ADDRESS, "postcode", postcode, LONGEST_POSTCODE);
        return new SetShippingAddress(text("name", name), checkedLines(), text("city", city), region, post, code);
    }

    private List<String> checkedLines() {
        var all = Bounds.required("lines", lines);
        if (all.isEmpty() || all.size() > MOST_LINES) {
            throw bad("lines", "takes 1 to " + MOST_LINES + " lines");
        }
        return all.stream().map(line -> text("lines", line)).toList();
    }

    private static String text(String name, @Nullable String value) {
        return Bounds.text(BAD_ADDRESS, name, Bounds.required(name, value), LONGEST);
    }

    private static ProblemException bad(String property, String takes) {
        return new ProblemException(BAD_ADDRESS, "'" + property + "' " + takes, Map.of("property", property));
    }
}
