package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.EMAIL_INVALID;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.SetContact;

/// Whether the address exists only a mail can tell; this keeps out what cannot be one.
public record SetContactRequest(@Nullable String email) {

    private static final int LONGEST = 254;

    /// @throws ProblemException if the address is missing or cannot be one
    public SetContact command() {
        var address = Bounds.text(EMAIL_INVALID, "email", Bounds.required("email", email), LONGEST);
        if (!address.matches("[^\\s@]+@[^\\s@]+")) {
            throw new ProblemException(EMAIL_INVALID, "'email' takes one address with one @ and without spaces");
        }
        return new SetContact(address);
    }
}
