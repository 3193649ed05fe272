package io.tillstream.api.cart.io;

import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.tillstream.api.identity.OwnedCart;
import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.io.Ask;
import io.tillstream.api.outcome.io.Submissions;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.StatusId.Kind;

/// Asks something of a cart, for its owner.
@Component
class CartCommands {

    private final Submissions submissions;

    CartCommands(Submissions submissions) {
        this.submissions = submissions;
    }

    ResponseEntity<Map<String, Object>> submit(OwnedCart cart, Call call, Object request, Object asked) {
        return asked(cart, call, Json.canonical(request), asked);
    }

    /// Without a body.
    ResponseEntity<Map<String, Object>> submit(OwnedCart cart, Call call, Object asked) {
        return asked(cart, call, "", asked);
    }

    private ResponseEntity<Map<String, Object>> asked(OwnedCart cart, Call call, String body, Object asked) {
        return submissions.submit(call,
                new Ask(Kind.COMMAND, call.command(cart.caller()), cart, body, asked, Map.of()));
    }
}
