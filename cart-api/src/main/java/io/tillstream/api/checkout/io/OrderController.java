package io.tillstream.api.checkout.io;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.FindOrderRequest;
import io.tillstream.api.checkout.OrderNumber;
import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.checkout.io.OrderStore.Placed;
import io.tillstream.api.guess.io.Guesses;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Orders by the number that a person can read out. The number alone opens nothing.
@RestController
class OrderController {

    private final OrderStore orders;
    private final CartOwners owners;
    private final Guesses guesses;

    OrderController(OrderStore orders, CartOwners owners, Guesses guesses) {
        this.orders = orders;
        this.owners = owners;
        this.guesses = guesses;
    }

    @GetMapping("/orders/{number}")
    ResponseEntity<Object> order(@PathVariable String number, Buyer buyer) {
        return answer(numbered(OrderNumber.read(number)).stream().filter(placed -> owns(buyer, placed))
                .map(Placed::order).findFirst());
    }

    /// Whoever knows number and e-mail sees the order, and nothing to pay it with.
    @PostMapping("/orders/find")
    ResponseEntity<Object> find(@RequestBody FindOrderRequest request, Buyer buyer, HttpServletRequest client) {
        var number = request.requiredNumber();
        request.requiredEmail();
        guesses.count(buyer, client.getRemoteAddr());
        return answer(numbered(number).stream().filter(placed -> request.means(placed.email()))
                .map(placed -> placed.order().withoutPayment()).findFirst());
    }

    private List<Placed> numbered(Optional<String> number) {
        return number.map(orders::numbered).orElse(List.of());
    }

    /// An order is its cart's owner's.
    private boolean owns(Buyer buyer, Placed placed) {
        return owners.find(placed.order().cartId().toString(), buyer)
                .filter(cart -> Objects.equals(cart.user(), placed.user())).isPresent();
    }

    private static ResponseEntity<Object> answer(Optional<OrderView> order) {
        var found = order.orElseThrow(
                () -> new ProblemException(ProblemCode.ORDER_NOT_FOUND, "No order of yours has this number"));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new CheckoutState.Placed(found).body());
    }
}
