package io.tillstream.checkout.pricing;

/// How a discount makes cheaper what it applies to.
public sealed interface Reduction {

    /// @param basisPoints 1 to 10,000: hundredths of a percent
    record Percentage(int basisPoints) implements Reduction {}

    /// @param amount minor units, more than 0
    record FixedAmount(long amount) implements Reduction {}

    record FreeShipping() implements Reduction {}

    /// Of every full group of buy + get units, dearest first, the cheapest `get` are free.
    ///
    /// @param buy at least 1
    /// @param get at least 1
    record BuyXGetY(int buy, int get) implements Reduction {}
}
