package io.tillstream.checkout.shop.io;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.CartTerms;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.SavedLine;
import io.tillstream.checkout.discount.CodeGuesses;
import io.tillstream.checkout.shop.io.CommandReader.Input;
import io.tillstream.command.CartInternal;
import io.tillstream.command.GiveBack;
import io.tillstream.command.HandedAddress;
import io.tillstream.command.HandedLine;
import io.tillstream.command.TakeOver;

/// What carts say to each other, as records of `cart.internal`.
final class CartMessages {

    /// Nobody but a cart says it, and always the same under one id.
    private static final String BODY_HASH = "take-over";

    private CartMessages() {}

    /// @param guest that has been merged
    static CartInternal takeOver(Cart guest, UUID into, String userId) {
        var lines = new ArrayList<HandedLine>();
        guest.lines().forEach(line -> lines.add(new HandedLine(line.sku(), line.title(), new HashMap<>(line.options()),
                line.quantity(), line.unitPrice(), false)));
        guest.saved().forEach(line -> lines.add(new HandedLine(line.sku(), line.title(), new HashMap<>(line.options()),
                line.quantity(), line.unitPrice(), true)));
        var terms = guest.terms();
        return new CartInternal(MergeDecider.takeOver(guest).toString(), into.toString(), guest.id().toString(),
                new TakeOver(userId, guest.currency(), lines, guest.email(), terms.discountCode(),
                        address(terms.address()), terms.shippingMethod()));
    }

    private static @Nullable HandedAddress address(@Nullable Address address) {
        return address == null
                ? null
                : new HandedAddress(address.name(), address.lines(), address.city(), address.region(),
                        address.postcode(), address.country());
    }

    static CartInternal giveBack(io.tillstream.checkout.cart.GiveBack back) {
        return new CartInternal(back.takeOver().toString(), back.cartId().toString(), back.fromCartId().toString(),
                new GiveBack(back.code(), back.detail()));
    }

    /// @throws IllegalArgumentException if a field has no meaning
    static Input read(CartInternal message, ConsumerRecord<byte[], byte[]> record) {
        var command = UUID.fromString(message.getCommandId());
        var to = UUID.fromString(message.getCartId());
        var from = UUID.fromString(message.getFromCartId());
        return switch (message.getBody()) {
            case TakeOver handed -> new Input.Command(new CartCommand(command, to, BODY_HASH,
                    new Caller(handed.getUserId(), null), handed(handed, from),
                    Instant.ofEpochMilli(record.timestamp())), record);
            case GiveBack back -> new Input.Returned(new io.tillstream.checkout.cart.GiveBack(command, to, from,
                    back.getCode(), back.getDetail()), record);
            case Object other ->
                throw new IllegalArgumentException("unknown message " + other.getClass().getSimpleName());
        };
    }

    private static CartCommand.TakeOver handed(TakeOver from, UUID cart) {
        var lines = new ArrayList<CartLine>();
        var saved = new ArrayList<SavedLine>();
        for (var line : from.getLines()) {
            var id = CartLine.id(line.getSku(), line.getOptions());
            if (line.getSaved()) {
                saved.add(new SavedLine(id, line.getSku(), line.getTitle(), line.getOptions(), line.getQuantity(),
                        line.getUnitPrice()));
            } else {
                lines.add(new CartLine(id, line.getSku(), line.getTitle(), line.getOptions(), line.getQuantity(),
                        line.getUnitPrice()));
            }
        }
        return new CartCommand.TakeOver(cart, from.getCurrency(), lines, saved, from.getEmail(),
                new CartTerms(from.getDiscountCode(), CodeGuesses.NONE, address(from.getAddress()),
                        from.getShippingMethod(), null));
    }

    private static @Nullable Address address(@Nullable HandedAddress from) {
        return from == null
                ? null
                : new Address(from.getName(), from.getLines(), from.getCity(), from.getRegion(), from.getPostcode(),
                        from.getCountry());
    }
}
