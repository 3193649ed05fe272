package io.tillstream.api.cart.io;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.ApplyDiscountRequest;
import io.tillstream.api.cart.SetContactRequest;
import io.tillstream.api.guess.io.Guesses;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.publishing.Call;
import io.tillstream.command.RemoveDiscount;

/// What a cart costs by, and whose it will be: contact and code.
@RestController
class TermsController {

    private final CartCommands commands;
    private final CartOwners owners;
    private final Guesses guesses;

    TermsController(CartCommands commands, CartOwners owners, Guesses guesses) {
        this.commands = commands;
        this.owners = owners;
        this.guesses = guesses;
    }

    @PutMapping("/carts/{id}/contact")
    ResponseEntity<Map<String, Object>> contact(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody SetContactRequest request) {
        return commands.submit(owners.required(id, buyer), call, request, request.command());
    }

    @PutMapping("/carts/{id}/discount")
    ResponseEntity<Map<String, Object>> discount(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody ApplyDiscountRequest request, HttpServletRequest client) {
        var cart = owners.required(id, buyer);
        var command = request.command();
        guesses.count(buyer, client.getRemoteAddr());
        return commands.submit(cart, call, request, command);
    }

    @DeleteMapping("/carts/{id}/discount")
    ResponseEntity<Map<String, Object>> removeDiscount(@PathVariable String id, Buyer buyer, Call call) {
        return commands.submit(owners.required(id, buyer), call, new RemoveDiscount());
    }
}
