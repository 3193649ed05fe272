package io.tillstream.api.cart.io;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.AddItemRequest;
import io.tillstream.api.cart.CartTokens;
import io.tillstream.api.cart.ChangeQuantityRequest;
import io.tillstream.api.cart.CreateCartRequest;
import io.tillstream.api.cart.LineId;
import io.tillstream.api.cart.SetContactRequest;
import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.io.Ask;
import io.tillstream.api.outcome.io.Submissions;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.IdempotencyKey;
import io.tillstream.api.publishing.Ids;
import io.tillstream.api.publishing.StatusId.Kind;
import io.tillstream.api.view.io.Carts;
import io.tillstream.command.RemoveItem;

@RestController
class CartController {

    private static final String ANONYMOUS = "anonymous";

    private final Submissions submissions;
    private final CartTokens tokens;
    private final Carts carts;

    CartController(Submissions submissions, CartTokens tokens, Carts carts) {
        this.submissions = submissions;
        this.tokens = tokens;
        this.carts = carts;
    }

    /// Answers with id and token at once: both are derived, so a line may be added before the cart exists anywhere.
    @PostMapping("/carts")
    ResponseEntity<Map<String, Object>> create(Call call, @RequestBody CreateCartRequest request) {
        IdempotencyKey.requiredRandom(call.key());
        var command = call.command(ANONYMOUS);
        var cart = Ids.cart(command);
        var extras = Map.of("cart_id", cart.toString(), "cart_token", tokens.of(cart));
        return submissions.submit(call,
                new Ask(Kind.COMMAND, command, cart, Json.canonical(request), request.command(), extras));
    }

    @GetMapping("/carts/{id}")
    ResponseEntity<String> cart(@PathVariable String id,
            @RequestHeader(name = CartTokens.HEADER, required = false) @Nullable String token) {
        var cart = carts.find(tokens.required(id, token)).orElseThrow(CartTokens::notFound);
        return ResponseEntity.ok().eTag("\"" + cart.version() + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON).body(cart.json());
    }

    @PostMapping("/carts/{id}/items")
    ResponseEntity<Map<String, Object>> add(@PathVariable String id, Call call,
            @RequestHeader(name = CartTokens.HEADER, required = false) @Nullable String token,
            @RequestBody AddItemRequest request) {
        return submit(tokens.required(id, token), call, Json.canonical(request), request.command());
    }

    @PatchMapping("/carts/{id}/items/{line}")
    ResponseEntity<Map<String, Object>> change(@PathVariable String id, @PathVariable String line, Call call,
            @RequestHeader(name = CartTokens.HEADER, required = false) @Nullable String token,
            @RequestBody ChangeQuantityRequest request) {
        return submit(tokens.required(id, token), call, Json.canonical(request),
                request.command(LineId.required(line)));
    }

    @DeleteMapping("/carts/{id}/items/{line}")
    ResponseEntity<Map<String, Object>> remove(@PathVariable String id, @PathVariable String line, Call call,
            @RequestHeader(name = CartTokens.HEADER, required = false) @Nullable String token) {
        return submit(tokens.required(id, token), call, "", new RemoveItem(LineId.required(line)));
    }

    @PutMapping("/carts/{id}/contact")
    ResponseEntity<Map<String, Object>> contact(@PathVariable String id, Call call,
            @RequestHeader(name = CartTokens.HEADER, required = false) @Nullable String token,
            @RequestBody SetContactRequest request) {
        return submit(tokens.required(id, token), call, Json.canonical(request), request.command());
    }

    private ResponseEntity<Map<String, Object>> submit(UUID cart, Call call, String body, Object asked) {
        return submissions.submit(call,
                new Ask(Kind.COMMAND, call.command(Submissions.guest(cart)), cart, body, asked, Map.of()));
    }
}
