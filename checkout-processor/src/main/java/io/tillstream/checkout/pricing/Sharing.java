package io.tillstream.checkout.pricing;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Shares an amount out in proportion, to the last minor unit.
final class Sharing {

    private Sharing() {}

    /// By largest remainder, ties to the earlier: the shares add up to the amount, and none is more than its weight.
    ///
    /// @param amount  0 up to the sum of the weights
    /// @param weights 0 or more
    static long[] out(long amount, long[] weights) {
        var shares = new long[weights.length];
        long sum = 0;
        for (long weight : weights) {
            sum = Math.addExact(sum, weight);
        }
        if (amount == 0) {
            return shares;
        }
        var remainders = new long[weights.length];
        long left = amount;
        for (int i = 0; i < weights.length; i++) {
            var share = Fraction.of(amount, weights[i], sum);
            shares[i] = share.whole();
            remainders[i] = share.remainder();
            left -= share.whole();
        }
        IntStream.range(0, weights.length).boxed()
                .sorted(Comparator.comparingLong((Integer i) -> remainders[i]).reversed()) // stable: ties to the earlier
                .limit(left).forEach(i -> shares[i]++);
        return shares;
    }
}
