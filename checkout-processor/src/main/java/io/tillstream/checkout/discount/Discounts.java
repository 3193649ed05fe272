package io.tillstream.checkout.discount;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// The discounts that a batch knows.
public interface Discounts {

    /// @param code normalised
    /// @return null: there is none
    @Nullable
    Discount find(String code);

    /// Uses of a code by the buyers of the batch.
    List<DiscountUse> uses(String code);
}
