package io.tillstream.checkout.order;

import java.util.UUID;

/// What a person calls an order, such as `K7QM-2F9X-8RTA`: 60 bits of its id in Crockford's base 32, which has no I, L, O and U. So many are unlikely to
/// be the same for two orders, and not impossible.
public final class OrderNumber {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int BITS = 5;

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

    private static String grouped(String digits) {
        return "%s-%s-%s".formatted(digits.substring(0, 4), digits.substring(4, 8), digits.substring(8));
    }
}
