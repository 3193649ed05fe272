package io.tillstream.quickstart.order;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// What somebody calls an order: one of the two is null.
///
/// @param number as the shop writes it
record OrderName(@Nullable UUID id, @Nullable String number) {

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern NUMBER = Pattern
            .compile("([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})");

    @Override
    public String toString() {
        return number == null ? String.valueOf(id) : number;
    }

    /// A number may be written as it was heard: in small letters, without hyphens, with letters that look like digits.
    static final class Converter implements ITypeConverter<OrderName> {

        @Override
        public OrderName convert(String text) {
            if (ID.matcher(text).matches()) {
                return new OrderName(UUID.fromString(text), null);
            }
            var digits = NUMBER.matcher(text.toUpperCase(Locale.ROOT).replace("-", "").replace(" ", "")
                    .replace('O', '0').replace('I', '1').replace('L', '1'));
            if (!digits.matches()) {
                throw new TypeConversionException(
                        "%s is neither a number such as K7QM-2F9X-8RTA nor an order id".formatted(text));
            }
            return new OrderName(null, digits.replaceFirst("$1-$2-$3"));
        }
    }
}
