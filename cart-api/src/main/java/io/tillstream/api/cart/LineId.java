package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.LINE_NOT_FOUND;

import io.tillstream.api.problem.ProblemException;

/// The line of a cart that an address names.
public final class LineId {

    private LineId() {}

    /// @throws ProblemException if no line can have this id
    public static String required(String line) {
        if (!line.matches("[\\x21-\\x7E]{1,64}")) {
            throw new ProblemException(LINE_NOT_FOUND, "The cart has no line with this id");
        }
        return line;
    }
}
