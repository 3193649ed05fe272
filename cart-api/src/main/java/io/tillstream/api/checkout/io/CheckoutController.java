package io.tillstream.api.checkout.io;

import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.checkout.CheckoutRequest;
import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.identity.OwnedCart;
import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.io.Ask;
import io.tillstream.api.outcome.io.OutcomeResponses;
import io.tillstream.api.outcome.io.Submissions;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.StatusId.Kind;
import io.tillstream.command.CancelOrder;

@RestController
class CheckoutController {

    private final Submissions submissions;
    private final CartOwners owners;
    private final CheckoutIds ids;
    private final CheckoutStore checkouts;

    CheckoutController(Submissions submissions, CartOwners owners, CheckoutIds ids, CheckoutStore checkouts) {
        this.submissions = submissions;
        this.owners = owners;
        this.ids = ids;
        this.checkouts = checkouts;
    }

    @PostMapping("/carts/{id}/checkout")
    ResponseEntity<Map<String, Object>> checkout(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody CheckoutRequest request) {
        var cart = owners.required(id, buyer);
        return submissions.submit(call, new Ask(Kind.CHECKOUT, call.command(cart.caller()), cart,
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

    /// Gives the order up. Whoever has the id may, as its owner.
    @PostMapping("/checkouts/{id}/cancel")
    ResponseEntity<Map<String, Object>> cancel(@PathVariable String id, Call call) {
        var checkout = ids.required(id);
        var cart = new OwnedCart(checkout.cart(), checkouts.user(checkout.cart()).orElse(null));
        return submissions.submit(call, new Ask(Kind.COMMAND, call.command("checkout:" + checkout.command()), cart, "",
                new CancelOrder(checkout.command().toString()), Map.of()));
    }
}
