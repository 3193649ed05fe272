package io.tillstream.checkout.pricing;

import java.util.List;

/// What an order costs; minor units of its currency.
public record Totals(long subtotal, long discount, long shipping, long tax) {

    /// @param unitPrice minor units
    public record Line(int quantity, long unitPrice) {}

    public static Totals of(List<Line> lines) {
        long subtotal = 0;
        for (var line : lines) {
            subtotal = Math.addExact(subtotal, Math.multiplyExact(line.unitPrice(), (long) line.quantity()));
        }
        return new Totals(subtotal, 0, 0, 0);
    }

    public long total() {
        return subtotal - discount + shipping + tax;
    }
}
