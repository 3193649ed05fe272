package io.tillstream.checkout.decision;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.order.Order;

/// What a decision publishes. Stock is published once per variant and batch, from its movements.
public sealed interface Event {

    /// @param after the cart as it is now
    /// @param type    past tense, as in `cart.events`
    /// @param summary null: not added up yet
    record CartChanged(Cart after, String type, @Nullable Summary summary) implements Event {

        public CartChanged(Cart after, String type) {
            this(after, type, null);
        }
    }

    record OrderChanged(Order after, String type) implements Event {}

    record ContactSet(UUID cartId, String email) implements Event {}

    /// Hands over what a guest's cart held.
    ///
    /// @param guest as it is now
    /// @param into  cart of the user
    record TakeOverDue(Cart guest, UUID into, String userId) implements Event {}

    record GiveBackDue(GiveBack giveBack) implements Event {}

    /// Asks for the payment of an order.
    record PaymentDue(Order order) implements Event {}

    /// Asks for the end of a payment; the answer says what became of it.
    record CancelDue(Order order, String paymentIntentId) implements Event {}
}
