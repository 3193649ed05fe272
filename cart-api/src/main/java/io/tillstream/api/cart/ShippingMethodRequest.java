package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.SHIPPING_METHOD_NOT_AVAILABLE;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.SetShippingMethod;

/// Whether the destination has it, the summary says.
public record ShippingMethodRequest(@Nullable String method) {

    /// @throws ProblemException if the method is missing, or cannot be one
    public SetShippingMethod command() {
        var name = Bounds.required("method", method);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new ProblemException(SHIPPING_METHOD_NOT_AVAILABLE,
                    "'method' takes the name of a way of shipping, 1 to 40 letters, digits, dots, dashes or underscores");
        }
        return new SetShippingMethod(name);
    }
}
