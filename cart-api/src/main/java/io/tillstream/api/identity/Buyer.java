package io.tillstream.api.identity;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Who calls, as far as they have shown it. Whether a cart is theirs, [CartOwners] says.
///
/// @param user      opaque id from a token that was checked, null: none was sent
/// @param cartToken as sent, not checked, null: none was
public record Buyer(@Nullable String user, @Nullable String cartToken) {

    private static final int LONGEST = 200;

    /// @throws ProblemException if it is not a user who calls
    public String requiredUser() {
        if (user == null) {
            throw new ProblemException(ProblemCode.TOKEN_MISSING, "Send Authorization: Bearer with a user's token");
        }
        return user;
    }

    /// Whether an issuer's subject can be the id of a user here: 1 to 200 characters, none of them a control character or half a character.
    public static boolean isUser(@Nullable String subject) {
        return subject != null && !subject.isBlank() && subject.length() <= LONGEST && subject.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
