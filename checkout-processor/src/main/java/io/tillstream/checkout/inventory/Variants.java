package io.tillstream.checkout.inventory;

import org.jspecify.annotations.Nullable;

/// The variants that a batch knows.
@FunctionalInterface
public interface Variants {

    /// Null if there is none of that sku.
    @Nullable
    Variant find(String sku);
}
