package io.tillstream.checkout.cart;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What a buyer asks of one cart.
///
/// @param commandId the same for every retry
/// @param bodyHash  of what was asked; a retry has the same
/// @param at        when its record was appended to the log; discounts, taxes and expiry are judged at that time
public record CartCommand(UUID commandId, UUID cartId, String bodyHash, Caller caller, Ask ask, Instant at) {

    /// Of a guest.
    public CartCommand(UUID commandId, UUID cartId, String bodyHash, Ask ask, Instant at) {
        this(commandId, cartId, bodyHash, Caller.GUEST, ask, at);
    }

    /// Of a guest, at a time before all others.
    public CartCommand(UUID commandId, UUID cartId, String bodyHash, Ask ask) {
        this(commandId, cartId, bodyHash, ask, Instant.EPOCH);
    }

    /// @param userId          who asks; null: whoever holds the token of the cart
    /// @param expectedVersion that the cart has to be of; null: any
    public record Caller(@Nullable String userId, @Nullable Long expectedVersion) {

        public static final Caller GUEST = new Caller(null, null);
    }

    public sealed interface Ask {}

    /// A cart of who asks.
    public record CreateCart(String currency) implements Ask {}

    public record AddItem(String sku, int quantity, Map<String, String> options) implements Ask {}

    public record ChangeQuantity(String lineId, int quantity) implements Ask {}

    public record RemoveItem(String lineId) implements Ask {}

    public record SetContact(String email) implements Ask {}

    /// @param code as the buyer wrote it
    public record ApplyDiscount(String code) implements Ask {}

    public record RemoveDiscount() implements Ask {}

    public record SetShippingAddress(Address address) implements Ask {}

    public record SetShippingMethod(String method) implements Ask {}

    public record SaveForLater(String lineId) implements Ask {}

    public record MoveToCart(String lineId) implements Ask {}

    public record RemoveSaved(String lineId) implements Ask {}

    /// Hands a guest's cart over to one of the user who asks.
    public record MergeInto(UUID cartId) implements Ask {}

    /// What a guest's cart hands over to the cart of the user who asks. It comes from the guest's lane, and its command id names that merge.
    ///
    /// @param terms code, address and shipping method of the guest
    public record TakeOver(UUID fromCartId, String currency, List<CartLine> lines, List<SavedLine> saved,
            @Nullable String email, CartTerms terms) implements Ask {}

    /// @param acceptedTotal minor units that the buyer agreed to pay, or null: what the cart's last event told
    public record Checkout(String paymentMethod, @Nullable Long acceptedTotal) implements Ask {}
}
