package io.tillstream.api.checkout.io;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.CartTokens;
import io.tillstream.api.checkout.CheckoutRequest;
import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.io.Ask;
import io.tillstream.api.outcome.io.OutcomeResponses;
import io.tillstream.api.outcome.io.Submissions;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.StatusId.Kind;

@RestController
class CheckoutController {

    private final Submissions submissions;
    private final CartTokens tokens;
    private final CheckoutIds ids;
    private final CheckoutStore checkouts;

    CheckoutController(Submissions submissions, CartTokens tokens, CheckoutIds ids, CheckoutStore checkouts) {
        this.submissions = submissions;
        this.tokens = tokens;
        this.ids = ids;
        this.checkouts = checkouts;
    }

    @PostMapping("/carts/{id}/checkout")
    ResponseEntity<Map<String, Object>> checkout(@PathVariable String id, Call call,
            @RequestHeader(name = CartTokens.HEADER, required = false) @Nullable String token,
            @RequestBody CheckoutRequest request) {
        var cart = tokens.required(id, token);
        return submissions.submit(call, new Ask(Kind.CHECKOUT, call.command(Submissions.guest(cart)), cart,
                Json.canonical(request), request.command(), Map.of()));
    }

    /// Whoever has the id was given it, so it is all that is asked for.
    @GetMapping("/checkouts/{id}")
    ResponseEntity<?> state(@PathVariable String id) {
        var state = checkouts.state(ids.required(id));
        return switch (state) {
            case CheckoutState.Pending() -> OutcomeResponses.pending(HttpStatus.OK, new HttpHeaders(), Map.of());
            case CheckoutState.Refused(var problem) -> OutcomeResponses.problem(problem, new HttpHeaders());
            case CheckoutState.Placed(var order) ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(state.body());
        };
    }
}
