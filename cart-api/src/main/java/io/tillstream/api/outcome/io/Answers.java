package io.tillstream.api.outcome.io;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.view.io.Carts;

/// Answers with an outcome, and with the cart as it is since: a storefront need not ask again.
@Component
class Answers {

    private final Carts carts;

    Answers(Carts carts) {
        this.carts = carts;
    }

    ResponseEntity<Map<String, Object>> answer(Outcome outcome, StatusId id, HttpHeaders headers,
            Map<String, String> extras) {
        var body = new LinkedHashMap<String, Object>(extras);
        if (outcome.status() == Outcome.Status.ACCEPTED) {
            carts.fresh(id.cart()).ifPresent(cart -> body.put("cart", cart));
        }
        return OutcomeResponses.decided(outcome, headers, body);
    }
}
