package io.tillstream.checkout.pricing;

import java.util.List;

/// @param discounts of each item, in their order, minor units; their sum is that of the totals
public record Priced(Totals totals, List<Long> discounts) {}
