package io.tillstream.checkout.pricing;

/// What prices depend on of a line.
///
/// @param taxClass  of the product, such as `standard`
/// @param quantity  units, at least 1
/// @param unitPrice minor units, 0 or more
public record Item(String productId, String taxClass, int quantity, long unitPrice) {

    /// @throws ArithmeticException if it is no long
    public long amount() {
        return Math.multiplyExact(unitPrice, (long) quantity);
    }
}
