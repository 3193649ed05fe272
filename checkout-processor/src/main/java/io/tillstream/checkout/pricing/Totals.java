package io.tillstream.checkout.pricing;

/// What a cart or an order costs; minor units of its currency.
///
/// @param tax         all of it
/// @param taxIncluded what of the tax is contained in the other amounts already
public record Totals(long subtotal, long discount, long shipping, long tax, long taxIncluded) {

    public long total() {
        return Math.addExact(Math.addExact(subtotal - discount, shipping), tax - taxIncluded);
    }
}
