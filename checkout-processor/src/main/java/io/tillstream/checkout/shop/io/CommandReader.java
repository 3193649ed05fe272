package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.command.AddItem;
import io.tillstream.command.ApplyDiscount;
import io.tillstream.command.ChangeQuantity;
import io.tillstream.command.Checkout;
import io.tillstream.command.CreateCart;
import io.tillstream.command.MergeInto;
import io.tillstream.command.MoveToCart;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentProcessing;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.PaymentRequiresAction;
import io.tillstream.command.PaymentResult;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.command.RemoveDiscount;
import io.tillstream.command.RemoveItem;
import io.tillstream.command.RemoveSaved;
import io.tillstream.command.SaveForLater;
import io.tillstream.command.SetContact;
import io.tillstream.command.SetShippingAddress;
import io.tillstream.command.SetShippingMethod;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Reads what comes on a cart lane's topics.
final class CommandReader {

    sealed interface Input {

        record Command(CartCommand command, ConsumerRecord<byte[], byte[]> record) implements Input {}

        record News(PaymentNews news, ConsumerRecord<byte[], byte[]> record) implements Input {}

        record Returned(GiveBack back, ConsumerRecord<byte[], byte[]> record) implements Input {}

        record Dead(ConsumerRecord<byte[], byte[]> record, String reason) implements Input {}
    }

    private final AvroCodec codec;

    CommandReader(AvroCodec codec) {
        this.codec = codec;
    }

    /// @throws RuntimeException if the schema registry does not answer
    Input read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Input.Dead(record, "no value");
        }
        try {
            return keyed(record, decode(record));
        } catch (UndecodableException e) {
            return new Input.Dead(record, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Input.Dead(record, "a field has no meaning: " + e.getMessage());
        }
    }

    private Input decode(ConsumerRecord<byte[], byte[]> record) throws UndecodableException {
        if (record.topic().equals(Topics.CART_COMMANDS.name())) {
            return new Input.Command(command(codec.decode(Topics.CART_COMMANDS, record.value()),
                    Instant.ofEpochMilli(record.timestamp())), record);
        }
        if (record.topic().equals(Topics.PAYMENT_RESULTS.name())) {
            return new Input.News(news(codec.decode(Topics.PAYMENT_RESULTS, record.value())), record);
        }
        if (record.topic().equals(Topics.CART_INTERNAL.name())) {
            return CartMessages.read(codec.decode(Topics.CART_INTERNAL, record.value()), record);
        }
        return new Input.Dead(record, "nothing is expected on " + record.topic() + " in this release");
    }

    private static Input keyed(ConsumerRecord<byte[], byte[]> record, Input input) {
        var cartId = switch (input) {
            case Input.Command(var command, var _) -> command.cartId();
            case Input.News(var news, var _) -> news.cartId();
            case Input.Returned(var back, var _) -> back.cartId();
            case Input.Dead _ -> null;
        };
        return cartId == null || new String(record.key(), StandardCharsets.UTF_8).equals(cartId.toString())
                ? input
                : new Input.Dead(record, "the key is not the cart id " + cartId);
    }

    private static CartCommand command(io.tillstream.command.CartCommand from, Instant at) {
        var ask = switch (from.getBody()) {
            case CreateCart create -> new CartCommand.CreateCart(create.getCurrency());
            case AddItem add -> new CartCommand.AddItem(add.getSku(), add.getQuantity(), add.getOptions());
            case ChangeQuantity change -> new CartCommand.ChangeQuantity(change.getLineId(), change.getQuantity());
            case RemoveItem remove -> new CartCommand.RemoveItem(remove.getLineId());
            case SetContact contact -> new CartCommand.SetContact(contact.getEmail());
            case ApplyDiscount apply -> new CartCommand.ApplyDiscount(apply.getCode());
            case RemoveDiscount _ -> new CartCommand.RemoveDiscount();
            case SetShippingAddress to -> new CartCommand.SetShippingAddress(new Address(to.getName(), to.getLines(),
                    to.getCity(), to.getRegion(), to.getPostcode(), to.getCountry()));
            case SetShippingMethod method -> new CartCommand.SetShippingMethod(method.getMethod());
            case SaveForLater save -> new CartCommand.SaveForLater(save.getLineId());
            case MoveToCart move -> new CartCommand.MoveToCart(move.getLineId());
            case RemoveSaved remove -> new CartCommand.RemoveSaved(remove.getLineId());
            case MergeInto merge -> new CartCommand.MergeInto(UUID.fromString(merge.getIntoCartId()));
            case Checkout checkout ->
                new CartCommand.Checkout(checkout.getPaymentMethod(), checkout.getAcceptedTotal());
            case Object other ->
                throw new IllegalArgumentException("unknown command " + other.getClass().getSimpleName());
        };
        return new CartCommand(UUID.fromString(from.getCommandId()), UUID.fromString(from.getCartId()),
                from.getBodyHash(), new CartCommand.Caller(from.getUserId(), from.getExpectedVersion()), ask, at);
    }

    private static PaymentNews news(PaymentResult from) {
        var said = switch (from.getBody()) {
            case PaymentCreated created -> new PaymentNews.Created(created.getPaymentIntentId());
            case PaymentRequiresAction action ->
                new PaymentNews.RequiresAction(action.getPaymentIntentId(), action.getClientSecret());
            case PaymentProcessing processing -> new PaymentNews.Processing(processing.getPaymentIntentId());
            case PaymentSucceeded paid ->
                new PaymentNews.Succeeded(paid.getPaymentIntentId(), paid.getAmount(), paid.getCurrency());
            case PaymentDeclined no -> new PaymentNews.Declined(no.getPaymentIntentId(), no.getCode(), no.getMessage());
            case PaymentCanceled canceled -> new PaymentNews.Canceled(canceled.getPaymentIntentId());
            case PaymentRefused refused -> new PaymentNews.Refused(refused.getCode(), refused.getMessage());
            case Object other ->
                throw new IllegalArgumentException("unknown result " + other.getClass().getSimpleName());
        };
        return new PaymentNews(UUID.fromString(from.getOrderId()), UUID.fromString(from.getCartId()), said);
    }
}
