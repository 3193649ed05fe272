package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.QUANTITY_OUT_OF_RANGE;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;

/// Units of a line, 1 to 9,999.
final class Quantity {

    static final int MOST = 9_999;

    private Quantity() {}

    /// @throws ProblemException if it is missing or out of range
    static int required(@Nullable Integer quantity) {
        int units = Bounds.required("quantity", quantity);
        if (units < 1 || units > MOST) {
            throw new ProblemException(QUANTITY_OUT_OF_RANGE, "'quantity' takes 1 to " + MOST + ", not " + units,
                    Map.of("least", 1, "most", MOST));
        }
        return units;
    }
}
