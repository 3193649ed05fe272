package io.tillstream.checkout.shop.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.CartTerms;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.SavedLine;
import io.tillstream.checkout.discount.CodeGuesses;

/// What a cart says is what the other one hears.
class CartMessagesTest {

    private static final UUID GUEST = new UUID(1, 1);
    private static final UUID ADAS = new UUID(1, 2);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Map<String, String> OPTIONS = Map.of("engraving", "für Ada");

    private static final List<CartLine> LINES = List.of(
            new CartLine(CartLine.id("MUG", Map.of()), "MUG", "A mug", Map.of(), 2, 500),
            new CartLine(CartLine.id("MUG", OPTIONS), "MUG", "A mug", OPTIONS, 9_999, 0));
    private static final List<SavedLine> SAVED = List
            .of(new SavedLine(CartLine.id("PEN", OPTIONS), "PEN", "A pen", OPTIONS, 3, 1_200));

    @Test
    void handsOverAllThatTheGuestHad() {
        var terms = new CartTerms("CODE", CodeGuesses.NONE,
                new Address("Ada", List.of("1 Market Street", "2nd floor"), "San Francisco", "CA", "94105", "US"),
                "express",
                null);

        assertThat(heard("ada@example.com", terms)).isEqualTo(new TakeOver(GUEST, "EUR", LINES, SAVED,
                "ada@example.com", terms));
    }

    @Test
    void handsOverAGuestWhoSaidNothing() {
        assertThat(heard(null, CartTerms.NONE))
                .isEqualTo(new TakeOver(GUEST, "EUR", LINES, SAVED, null, CartTerms.NONE));
    }

    @Test
    void givesBackTheMergeThatItNames() {
        var back = new GiveBack(new UUID(9, 9), GUEST, ADAS, "currency_mismatch", "USD");

        assertThat(CartMessages.read(CartMessages.giveBack(back), record()))
                .isInstanceOfSatisfying(CommandReader.Input.Returned.class,
                        returned -> assertThat(returned.back()).isEqualTo(back));
    }

    private static TakeOver heard(@Nullable String email, CartTerms terms) {
        var guest = new Cart(GUEST, Cart.Status.MERGED, null, "EUR", 7, email, LINES, null, terms, SAVED, null, ADAS);
        var input = CartMessages.read(CartMessages.takeOver(guest, ADAS, "ada"), record());
        assertThat(input).isInstanceOf(CommandReader.Input.Command.class);
        CartCommand command = ((CommandReader.Input.Command) input).command();
        assertThat(command.commandId()).isEqualTo(MergeDecider.takeOver(guest));
        assertThat(command.cartId()).isEqualTo(ADAS);
        assertThat(command.caller()).isEqualTo(new Caller("ada", null));
        assertThat(command.at()).isEqualTo(NOON);
        return (TakeOver) command.ask();
    }

    private static ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>("cart.internal", 0, 0, NOON.toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0,
                new byte[0], new byte[0], new RecordHeaders(), Optional.empty());
    }
}
