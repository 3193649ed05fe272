package io.tillstream.api.identity;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// A user by name, and nothing that proves it: for a demo.
public record SignInRequest(@Nullable String user) {

    /// @throws ProblemException if it cannot be the id of a user
    public String required() {
        if (user == null || !Buyer.isUser(user)) {
            throw new ProblemException(ProblemCode.USER_INVALID,
                    "'user' takes 1 to 200 characters without control characters");
        }
        return user;
    }
}
