package io.tillstream.api.cart.io;

import static io.tillstream.api.problem.ProblemCode.IF_MATCH_INVALID;

import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.MergeRequest;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.identity.OwnedCart;
import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.io.Ask;
import io.tillstream.api.outcome.io.Submissions;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.StatusId.Kind;
import io.tillstream.command.MergeInto;

/// A guest has signed in: the guest's cart is handed over to the user's. The guest's cart is asked, and the user's answers. Keys are known to one lane
/// each, so a merge has none in common with what is asked of the user's cart, nor with the merge of another cart.
@RestController
class MergeController {

    private final Submissions submissions;
    private final CartOwners owners;

    MergeController(Submissions submissions, CartOwners owners) {
        this.submissions = submissions;
        this.owners = owners;
    }

    @PostMapping("/carts/{id}/merge")
    ResponseEntity<Map<String, Object>> merge(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody MergeRequest request) {
        var into = owners.required(id, new Buyer(buyer.requiredUser(), null));
        var guests = owners.required(request.requiredCart(), new Buyer(null, request.requiredToken()));
        if (call.expectedVersion() != null) {
            throw new ProblemException(IF_MATCH_INVALID,
                    "A merge takes no version: what is merged is the guest's cart, into any version of this one");
        }
        return submissions.submit(call, new Ask(Kind.COMMAND, call.command(into.caller() + ":merge:" + guests.id()),
                new OwnedCart(guests.id(), into.user()), Json.canonical(request), new MergeInto(id), Map.of()));
    }
}
