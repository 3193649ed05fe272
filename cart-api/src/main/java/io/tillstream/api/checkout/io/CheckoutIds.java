package io.tillstream.api.checkout.io;

import org.springframework.stereotype.Component;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.publishing.StatusIds;

/// Status ids, of checkouts only.
@Component
class CheckoutIds {

    private final StatusIds statusIds;

    CheckoutIds(StatusIds statusIds) {
        this.statusIds = statusIds;
    }

    /// @throws ProblemException if it was not given out here, or names another command
    StatusId required(String id) {
        return statusIds.read(id).filter(status -> status.kind() == StatusId.Kind.CHECKOUT).orElseThrow(
                () -> new ProblemException(ProblemCode.CHECKOUT_NOT_FOUND, "No checkout has this status id"));
    }
}
