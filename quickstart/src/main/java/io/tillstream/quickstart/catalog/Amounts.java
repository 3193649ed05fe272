package io.tillstream.quickstart.catalog;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Money as people write it.
final class Amounts {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d+)?");

    private Amounts() {}

    /// @return minor units; empty if the text is no amount, or finer than the currency
    static OptionalLong minorUnits(String text, Currency currency) {
        if (!AMOUNT.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(text).movePointRight(digits(currency)).longValueExact());
        } catch (ArithmeticException tooFine) {
            return OptionalLong.empty();
        }
    }

    /// What an amount looks like, for an error.
    static String example(Currency currency) {
        return "an amount in " + currency + " such as " + BigDecimal.valueOf(1999, digits(currency));
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
