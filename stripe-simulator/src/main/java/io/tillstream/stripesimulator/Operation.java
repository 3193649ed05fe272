package io.tillstream.stripesimulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be asked of the API; faults name these in lower case.
sealed interface Operation {

    /// Changes something, once under its idempotency key.
    enum Write implements Operation {
        CREATE, CONFIRM, CAPTURE, CANCEL, CREATE_REFUND, CREATE_WEBHOOK_ENDPOINT, DELETE_WEBHOOK_ENDPOINT
    }

    enum Read implements Operation {
        RETRIEVE, LIST, RETRIEVE_CHARGE, LIST_CHARGES, RETRIEVE_REFUND, LIST_REFUNDS, RETRIEVE_EVENT, LIST_EVENTS, RETRIEVE_WEBHOOK_ENDPOINT, LIST_WEBHOOK_ENDPOINTS
    }

    static Optional<Operation> named(String name) {
        return Stream.<Operation>concat(Arrays.stream(Write.values()), Arrays.stream(Read.values()))
                .filter(operation -> operation.word().equals(name)).findFirst();
    }

    default String word() {
        return toString().toLowerCase(Locale.ROOT);
    }

    /// What a publishable key may do, with the PaymentIntent's client secret.
    default boolean forBuyers() {
        return this == Write.CONFIRM || this == Read.RETRIEVE;
    }
}
