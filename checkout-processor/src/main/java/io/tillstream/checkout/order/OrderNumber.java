package io.tillstream.checkout.order;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// What a person calls an order, such as `K7QM-2F9X-8RTA`: 60 bits of its id in Crockford's base 32, which has no I, L, O and U. So many are unlikely to
/// be the same for two orders, and not impossible.
public final class OrderNumber {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int BITS = 5;
    private static final Pattern NUMBER = Pattern.compile("[%s]{%d}".formatted(DIGITS, LENGTH));

    private OrderNumber() {}

    /// Of the first half of the id, without the four bits that say what kind of UUID it is: they are the same for all.
    public static String of(UUID orderId) {
        long half = orderId.getMostSignificantBits();
        long bits = ((half >>> 16) << 12) | (half & 0xFFF);
        var digits = new StringBuilder();
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits.append(DIGITS.charAt(((int) (bits >>> (BITS * i))) & 31));
        }
        return grouped(digits.toString());
    }

    /// As somebody says or types it: without regard to case, spaces and dashes, and O is 0, I and L are 1.
    ///
    /// @return as [#of] makes it, or null: it is no number of an order
    public static @Nullable String read(String said) {
        var digits = new StringBuilder();
        said.codePoints().filter(each -> !isSeparator(each)).limit(LENGTH + 1L).map(OrderNumber::digit)
                .forEach(digits::appendCodePoint);
        return NUMBER.matcher(digits).matches() ? grouped(digits.toString()) : null;
    }

    private static boolean isSeparator(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || Character.getType(character) == Character.DASH_PUNCTUATION;
    }

    private static int digit(int character) {
        int upper = Character.toUpperCase(character);
        if (upper == 'O') {
            return '0';
        }
        return upper == 'I' || upper == 'L' ? '1' : upper;
    }

    private static String grouped(String digits) {
        return "%s-%s-%s".formatted(digits.substring(0, 4), digits.substring(4, 8), digits.substring(8));
    }
}
