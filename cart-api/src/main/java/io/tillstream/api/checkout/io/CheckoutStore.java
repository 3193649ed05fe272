package io.tillstream.api.checkout.io;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.CheckoutState.Pending;
import io.tillstream.api.checkout.CheckoutState.Placed;
import io.tillstream.api.checkout.CheckoutState.Refused;
import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.outcome.Lookup;
import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.outcome.OutcomeAnswer;
import io.tillstream.api.outcome.io.OutcomeStore;
import io.tillstream.api.publishing.StatusId;

/// The state of a checkout, from the tables.
@Component
class CheckoutStore {

    private final OutcomeStore outcomes;
    private final OrderStore orders;

    CheckoutStore(OutcomeStore outcomes, OrderStore orders) {
        this.outcomes = outcomes;
        this.orders = orders;
    }

    /// The outcome first: an order that has come of it is visible from then on.
    CheckoutState state(StatusId id) {
        return switch (outcomes.find(id)) {
            case Lookup.Pending() -> new Pending();
            case Lookup.Reused() -> new Refused(Lookup.reused());
            case Lookup.Decided(var outcome) -> decided(id, outcome);
            case Lookup.Expired() -> order(id).<CheckoutState>map(Placed::new)
                    .orElseGet(() -> new Refused(Lookup.expired()));
        };
    }

    private CheckoutState decided(StatusId id, Outcome outcome) {
        if (outcome.status() != Outcome.Status.ACCEPTED) {
            return new Refused(OutcomeAnswer.problem(outcome));
        }
        return new Placed(order(id).orElseThrow(
                () -> new IllegalStateException("no order of the accepted checkout " + id.command())));
    }

    private Optional<OrderView> order(StatusId id) {
        return orders.of(id.cart(), id.command());
    }

    /// Whose cart it is, empty: a guest's, or not written yet.
    Optional<String> user(UUID cart) {
        return orders.user(cart);
    }
}
