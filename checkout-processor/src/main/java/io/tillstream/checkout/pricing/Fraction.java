package io.tillstream.checkout.pricing;

import java.math.BigInteger;

/// Exact division of what a product of two longs may be too large for.
///
/// @param whole     rounded down
/// @param remainder in parts of the divisor, 0 up to it
record Fraction(long whole, long remainder) {

    /// amount × numerator / divisor.
    ///
    /// @param divisor more than 0; the others are 0 or more
    /// @throws ArithmeticException if the whole is no long
    static Fraction of(long amount, long numerator, long divisor) {
        long product = amount * numerator;
        if (product >= 0 && Math.multiplyHigh(amount, numerator) == 0) {
            return new Fraction(product / divisor, product % divisor);
        }
        var parts = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator))
                .divideAndRemainder(BigInteger.valueOf(divisor));
        return new Fraction(parts[0].longValueExact(), parts[1].longValue());
    }

    /// amount × numerator / divisor, half up.
    static long rounded(long amount, long numerator, long divisor) {
        var exact = of(amount, numerator, divisor);
        return exact.remainder >= divisor - exact.remainder ? Math.addExact(exact.whole, 1) : exact.whole;
    }
}
