package io.tillstream.api.publishing;

import static io.tillstream.api.problem.ProblemCode.IDEMPOTENCY_KEY_INVALID;
import static io.tillstream.api.problem.ProblemCode.IDEMPOTENCY_KEY_MISSING;
import static io.tillstream.api.problem.ProblemCode.IDEMPOTENCY_KEY_NOT_RANDOM;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;

/// Names one intention of a caller: the same for every retry of it.
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern RANDOM_UUID = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    private IdempotencyKey() {}

    /// @throws ProblemException if there is none, or if it is not 1 to 255 visible ASCII characters
    public static String required(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw new ProblemException(IDEMPOTENCY_KEY_MISSING,
                    "Send an Idempotency-Key, and the same one when you repeat this request");
        }
        if (!VISIBLE.matcher(key).matches()) {
            throw new ProblemException(IDEMPOTENCY_KEY_INVALID, "Use 1 to 255 visible ASCII characters without spaces");
        }
        return key;
    }

    /// All anonymous callers share one name space: whoever guesses a key gets the answer to it, with its cart token.
    ///
    /// @throws ProblemException if it is not a UUID of version 4
    public static String requiredRandom(String key) {
        if (!RANDOM_UUID.matcher(key).matches()) {
            throw new ProblemException(IDEMPOTENCY_KEY_NOT_RANDOM,
                    "A call without a cart needs a random UUID (version 4) as its Idempotency-Key");
        }
        return key;
    }
}
