package io.tillstream.api.cart;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.ChangeQuantity;

/// A quantity of 0 is refused: taking a line out is a request of its own.
public record ChangeQuantityRequest(@Nullable Integer quantity) {

    /// @throws ProblemException if the quantity is missing or out of range
    public ChangeQuantity command(String line) {
        return new ChangeQuantity(line, Quantity.required(quantity));
    }
}
