package io.tillstream.api.checkout;

import java.util.Locale;
import java.util.Optional;

/// An order's number as people say it: 12 characters of Crockford's base32.
public final class OrderNumber {

    private static final int LONGEST = 40;

    private OrderNumber() {}

    /// Without case, dashes and spaces; O is 0, and I and L are 1.
    ///
    /// @return as orders have it, such as `K7QM-2F9X-8RTA`; empty if it can be none
    public static Optional<String> read(String said) {
        if (said.length() > LONGEST) {
            return Optional.empty();
        }
        var number = said.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('O', '0').replace('I', '1')
                .replace('L', '1');
        return number.matches("[0-9A-HJKMNP-TV-Z]{12}")
                ? Optional.of(number.substring(0, 4) + '-' + number.substring(4, 8) + '-' + number.substring(8))
                : Optional.empty();
    }
}
