package io.tillstream.checkout.order;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Orders as they stand.
@FunctionalInterface
public interface Orders {

    /// @return null: there is none, or it is none of the batch's
    @Nullable
    Order find(UUID id);
}
