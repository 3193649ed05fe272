package io.tillstream.quickstart.order;

import java.math.BigDecimal;
import java.util.Currency;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Amounts as orders have them, for people.
final class Money {

    private Money() {}

    /// Both as it is asked for and as it is read: `4052 (40.52 USD)`.
    static String text(long amount, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return "%d (%s %s)".formatted(amount, BigDecimal.valueOf(amount, digits).toPlainString(), currency);
    }

    static final class Converter implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            if (!text.matches("[1-9]\\d{0,14}")) {
                throw new TypeConversionException(
                        "%s is no whole number of minor units, such as 1999 for 19.99 USD".formatted(text));
            }
            return Long.valueOf(text);
        }
    }
}
