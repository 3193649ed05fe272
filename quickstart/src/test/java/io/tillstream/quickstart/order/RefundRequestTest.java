package io.tillstream.quickstart.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.payment.Refund;
import io.tillstream.command.CartCommand;
import io.tillstream.command.RefundOrder;

class RefundRequestTest {

    @Test
    void asksTheLaneOfTheOrdersCart() {
        var command = command(Orders.paid(), 500L, "tea=1");

        assertThat(command.getCartId()).isEqualTo(Orders.paid().cartId().toString());
        assertThat(command.getUserId()).isNull();
        assertThat(command.getBody()).isEqualTo(
                new RefundOrder(Orders.ID.toString(), 500L, "a handle broke", Map.of("tea", 1)));
    }

    @Test
    void restocksWhatHasNotComeBackYet() {
        assertThat(units(command(Orders.paid(), null, "all"))).isEqualTo(Map.of("mugs", 2, "tea", 1));
        assertThat(units(command(Orders.paid(returned(Map.of("mugs", 1, "tea", 1))), null, "all")))
                .isEqualTo(Map.of("mugs", 1));
        assertThat(units(command(Orders.paid(), null))).isEmpty();
    }

    @Test
    void isTheSameRequestWhateverHasBecomeOfTheOrderMeanwhile() {
        assertThat(command(Orders.paid(), null, "all").getBodyHash()).hasSize(64).isEqualTo(
                command(Orders.paid(returned(Map.of("mugs", 2, "tea", 1))), null, "all").getBodyHash());
        assertThat(command(Orders.paid(), 5L, "mugs=1", "tea=1").getBodyHash())
                .isEqualTo(command(Orders.paid(), 5L, "tea=1", "mugs=1").getBodyHash());
    }

    @Test
    void isAnotherRequestIfSomethingElseIsAsked() {
        assertThat(Stream.of(command(Orders.paid(), null, "all"), command(Orders.paid(), 4_052L, "all"),
                command(Orders.paid(), null), command(Orders.paid(), null, "mugs=1"),
                command(Orders.paid(), null, "mugs=2"))).extracting(CartCommand::getBodyHash).doesNotHaveDuplicates();
    }

    private static Refund returned(Map<String, Integer> restock) {
        return Orders.refund(500, Refund.Status.REQUESTED, restock);
    }

    private static Map<String, Integer> units(CartCommand command) {
        return ((RefundOrder) command.getBody()).getRestock();
    }

    private static CartCommand command(ShownOrder order, @Nullable Long amount, String... restock) {
        var asked = Stream.of(restock).map(new Restock.Converter()::convert).toList();
        return new RefundRequest(order, amount, "a handle broke", List.copyOf(asked)).command("id");
    }
}
