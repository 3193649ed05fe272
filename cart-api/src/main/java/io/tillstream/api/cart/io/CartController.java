package io.tillstream.api.cart.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.cart.CreateCartRequest;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.identity.CartTokens;
import io.tillstream.api.identity.OwnedCart;
import io.tillstream.api.identity.UserCartIds;
import io.tillstream.api.json.Json;
import io.tillstream.api.outcome.io.Ask;
import io.tillstream.api.outcome.io.Submissions;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.IdempotencyKey;
import io.tillstream.api.publishing.Ids;
import io.tillstream.api.publishing.StatusId.Kind;
import io.tillstream.api.view.io.Carts;

@RestController
class CartController {

    private static final String ANONYMOUS = "anonymous";

    private final Submissions submissions;
    private final CartOwners owners;
    private final CartTokens tokens;
    private final UserCartIds userCarts;
    private final Carts carts;

    CartController(Submissions submissions, CartOwners owners, CartTokens tokens, UserCartIds userCarts, Carts carts) {
        this.submissions = submissions;
        this.owners = owners;
        this.tokens = tokens;
        this.userCarts = userCarts;
        this.carts = carts;
    }

    /// Answers with id, and a guest's token, at once: both are derived, so a line may be added before the cart exists anywhere.
    @PostMapping("/carts")
    ResponseEntity<Map<String, Object>> create(Buyer buyer, Call call, @RequestBody CreateCartRequest request) {
        var user = buyer.user();
        return user == null ? createGuests(call, request) : createUsers(user, call, request);
    }

    private ResponseEntity<Map<String, Object>> createGuests(Call call, CreateCartRequest request) {
        IdempotencyKey.requiredRandom(call.key());
        var command = call.command(ANONYMOUS);
        var cart = Ids.cart(command);
        return submissions.submit(call, new Ask(Kind.COMMAND, command, new OwnedCart(cart, null),
                Json.canonical(request), request.command(),
                Map.of("cart_id", cart.toString(), "cart_token", tokens.of(cart))));
    }

    private ResponseEntity<Map<String, Object>> createUsers(String user, Call call, CreateCartRequest request) {
        var command = call.command("user:" + user);
        var cart = userCarts.of(command, user);
        return submissions.submit(call, new Ask(Kind.COMMAND, command, new OwnedCart(cart, user),
                Json.canonical(request), request.command(), Map.of("cart_id", cart.toString())));
    }

    @GetMapping("/carts/{id}")
    ResponseEntity<String> cart(@PathVariable String id, Buyer buyer) {
        var cart = carts.find(owners.required(id, buyer)).orElseThrow(CartOwners::notFound);
        return ResponseEntity.ok().eTag(cart.tag()).cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON).body(cart.json());
    }

    /// Whose cart this is, and which, the address does not say: another one may have the same tag. So it is never 304, and has a tag for `If-Match`
    /// only.
    @GetMapping("/carts/mine")
    void mine(Buyer buyer, HttpServletResponse response) throws IOException {
        var cart = carts.latestOf(buyer.requiredUser()).orElseThrow(CartOwners::notFound);
        response.setHeader(HttpHeaders.ETAG, cart.tag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(cart.json().getBytes(UTF_8));
    }
}
