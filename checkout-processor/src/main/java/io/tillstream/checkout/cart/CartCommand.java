package io.tillstream.checkout.cart;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What a buyer asks of one cart.
///
/// @param commandId the same for every retry
/// @param bodyHash  of what was asked; a retry has the same
public record CartCommand(UUID commandId, UUID cartId, String bodyHash, Ask ask) {

    public sealed interface Ask {}

    public record CreateCart(String currency, @Nullable String userId) implements Ask {}

    public record AddItem(String sku, int quantity, Map<String, String> options) implements Ask {}

    public record ChangeQuantity(String lineId, int quantity) implements Ask {}

    public record RemoveItem(String lineId) implements Ask {}

    public record SetContact(String email) implements Ask {}

    /// @param acceptedTotal minor units that the buyer agreed to pay, or null: the prices as captured
    public record Checkout(String paymentMethod, @Nullable Long acceptedTotal) implements Ask {}
}
