package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.PROPERTY_MISSING;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Checks that requests share.
public final class Bounds {

    private Bounds() {}

    /// @throws ProblemException if it is null
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new ProblemException(PROPERTY_MISSING, "'" + name + "' is required", Map.of("property", name));
        }
        return value;
    }

    /// Text without control characters (PostgreSQL takes no NUL, a person sees none) and without half a character.
    ///
    /// @throws ProblemException if it is blank, too long or holds such a character
    public static String text(ProblemCode code, String name, String value, int longest) {
        if (value.isBlank() || value.length() > longest || !clean(value)) {
            throw new ProblemException(code,
                    "'%s' takes 1 to %d characters without control characters".formatted(name, longest),
                    Map.of("property", name));
        }
        return value;
    }

    private static boolean clean(String value) {
        return value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
