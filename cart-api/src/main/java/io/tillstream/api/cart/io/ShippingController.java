package io.tillstream.api.cart.io;

import java.util.List;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.ShippingAddressRequest;
import io.tillstream.api.cart.ShippingMethod;
import io.tillstream.api.cart.ShippingMethodRequest;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.view.io.Carts;

/// Where an order goes, and how.
@RestController
class ShippingController {

    private final CartCommands commands;
    private final CartOwners owners;
    private final Carts carts;
    private final ShippingMethodStore methods;

    ShippingController(CartCommands commands, CartOwners owners, Carts carts, ShippingMethodStore methods) {
        this.commands = commands;
        this.owners = owners;
        this.carts = carts;
        this.methods = methods;
    }

    @PutMapping("/carts/{id}/shipping-address")
    ResponseEntity<Map<String, Object>> address(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody ShippingAddressRequest request) {
        return commands.submit(owners.required(id, buyer), call, request, request.command());
    }

    @PutMapping("/carts/{id}/shipping-method")
    ResponseEntity<Map<String, Object>> method(@PathVariable String id, Buyer buyer, Call call,
            @RequestBody ShippingMethodRequest request) {
        return commands.submit(owners.required(id, buyer), call, request, request.command());
    }

    @GetMapping("/carts/{id}/shipping-methods")
    ResponseEntity<List<ShippingMethod>> methods(@PathVariable String id, Buyer buyer) {
        var cart = carts.find(owners.required(id, buyer)).orElseThrow(CartOwners::notFound);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(methods.of(cart.cartId(), cart.currency()));
    }
}
