package io.tillstream.checkout.pricing;

/// @param taxClass  it is for
/// @param ppm       parts per million: 8.875 % are 88,750
/// @param inclusive whether prices contain it
public record TaxRate(String taxClass, int ppm, boolean inclusive) {

    private static final long MILLION = 1_000_000;

    /// @param amount after discounts; minor units
    /// @return minor units, half up
    long of(long amount) {
        return Fraction.rounded(amount, ppm, inclusive ? MILLION + ppm : MILLION);
    }
}
