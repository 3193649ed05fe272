package io.tillstream.api.outcome.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.view.io.Carts;

/// Answers with an outcome, and with the cart as it is since: a storefront need not ask again.
@Component
class Answers {

    private final Carts carts;

    Answers(Carts carts) {
        this.carts = carts;
    }

    /// The cart is the one that the outcome is about: a merge is asked of one and ends in another.
    ResponseEntity<Map<String, Object>> answer(Outcome outcome, HttpHeaders headers, Map<String, String> extras) {
        var body = new LinkedHashMap<String, Object>(extras);
        if (outcome.status() == Outcome.Status.ACCEPTED) {
            carts.fresh(UUID.fromString(outcome.subject())).ifPresent(cart -> body.put("cart", cart));
        }
        return OutcomeResponses.decided(outcome, headers, body);
    }
}
