package io.tillstream.api.cart.io;

import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.AddItemRequest;
import io.tillstream.api.cart.ChangeQuantityRequest;
import io.tillstream.api.cart.LineId;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.publishing.Call;
import io.tillstream.command.MoveToCart;
import io.tillstream.command.RemoveItem;
import io.tillstream.command.RemoveSaved;
import io.tillstream.command.SaveForLater;

/// Lines of a cart, and what is kept for later.
@RestController
class LineController {

    private final CartCommands commands;
    private final CartOwners owners;

    LineController(CartCommands commands, CartOwners owners) {
        this.commands = commands;
        this.owners = owners;
    }

    @PostMapping("/carts/{id}/items")
    ResponseEntity<Map<String, Object>> add(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody AddItemRequest request) {
        return commands.submit(owners.required(id, buyer), call, request, request.command());
    }

    @PatchMapping("/carts/{id}/items/{line}")
    ResponseEntity<Map<String, Object>> change(@PathVariable String id, @PathVariable String line, Buyer buyer,
            Call call, @RequestBody ChangeQuantityRequest request) {
        return commands.submit(owners.required(id, buyer), call, request, request.command(LineId.required(line)));
    }

    @DeleteMapping("/carts/{id}/items/{line}")
    ResponseEntity<Map<String, Object>> remove(@PathVariable String id, @PathVariable String line, Buyer buyer,
            Call call) {
        return commands.submit(owners.required(id, buyer), call, new RemoveItem(LineId.required(line)));
    }

    @PostMapping("/carts/{id}/items/{line}/save")
    ResponseEntity<Map<String, Object>> save(@PathVariable String id, @PathVariable String line, Buyer buyer,
            Call call) {
        return commands.submit(owners.required(id, buyer), call, new SaveForLater(LineId.required(line)));
    }

    @PostMapping("/carts/{id}/saved/{line}/move")
    ResponseEntity<Map<String, Object>> move(@PathVariable String id, @PathVariable String line, Buyer buyer,
            Call call) {
        return commands.submit(owners.required(id, buyer), call, new MoveToCart(LineId.required(line)));
    }

    @DeleteMapping("/carts/{id}/saved/{line}")
    ResponseEntity<Map<String, Object>> forget(@PathVariable String id, @PathVariable String line, Buyer buyer,
            Call call) {
        return commands.submit(owners.required(id, buyer), call, new RemoveSaved(LineId.required(line)));
    }
}
