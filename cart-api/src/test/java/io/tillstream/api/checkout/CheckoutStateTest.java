package io.tillstream.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.api.checkout.CheckoutState.Pending;
import io.tillstream.api.checkout.CheckoutState.Placed;
import io.tillstream.api.checkout.CheckoutState.Refused;
import io.tillstream.api.problem.Problem;
import io.tillstream.api.problem.ProblemCode;

class CheckoutStateTest {

    private static final Refused REFUSED = new Refused(Problem.of(ProblemCode.CART_EMPTY, "nothing in it"));

    @Test
    void showsEachVersionOnceAndNothingOlder() {
        var cursor = new StatusCursor(-1);

        assertThat(cursor.advance(new Pending())).isTrue();
        assertThat(cursor.advance(new Pending())).isFalse();
        assertThat(cursor.advance(order("PENDING_PAYMENT", 2))).isTrue();
        assertThat(cursor.advance(order("PENDING_PAYMENT", 1))).isFalse();
        assertThat(cursor.advance(order("PENDING_PAYMENT", 2))).isFalse();
        assertThat(cursor.advance(order("CONFIRMED", 3))).isTrue();
    }

    @Test
    void showsNothingUpToWhatTheReaderSawBefore() {
        var cursor = new StatusCursor(2);

        assertThat(cursor.advance(new Pending())).isFalse();
        assertThat(cursor.advance(order("PENDING_PAYMENT", 2))).isFalse();
        assertThat(cursor.advance(order("CONFIRMED", 3))).isTrue();
    }

    @Test
    void showsARefusalToAReaderWhoSawItPending() {
        assertThat(new StatusCursor(0).advance(REFUSED)).isTrue();
        assertThat(REFUSED.isFinal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRMED", "PAYMENT_FAILED", "EXPIRED", "CANCELLED", "REFUNDED"})
    void endsWithAFinalState(String status) {
        assertThat(order(status, 1).isFinal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_PAYMENT", "REQUIRES_ACTION", "CLOSING"})
    void goesOnWhileSomethingMayHappen(String status) {
        assertThat(order(status, 1).isFinal()).isFalse();
        assertThat(new Pending().isFinal()).isFalse();
    }

    @Test
    void writesOneEventAStateWithItsVersionAsId() {
        assertThat(StatusEvent.of(new Pending())).isEqualTo("id: 0\nevent: status\ndata: {\"status\":\"pending\"}\n\n");
        assertThat(StatusEvent.of(order("CONFIRMED", 4)))
                .startsWith("id: 4\nevent: status\ndata: {\"status\":\"CONFIRMED\"")
                .contains("\"total\":2400").endsWith("}\n\n");
        assertThat(StatusEvent.of(REFUSED)).contains("\"status\":\"refused\"").contains("\"code\":\"cart_empty\"");
    }

    @Test
    void readsLastEventId() {
        assertThat(StatusEvent.lastSeen(null)).isEqualTo(-1);
        assertThat(StatusEvent.lastSeen("7")).isEqualTo(7);
        assertThat(StatusEvent.lastSeen("x")).isEqualTo(-1);
        assertThat(StatusEvent.lastSeen("9".repeat(40))).isEqualTo(-1);
    }

    @Test
    void checksWhatACheckoutSays() {
        assertThat(new CheckoutRequest("pm_card_visa", 100L).command().getAcceptedTotal()).isEqualTo(100);
        assertThatThrownBy(() -> new CheckoutRequest("pm_card_visa", -1L).command())
                .hasMessageStartingWith("accepted_total_out_of_range");
        assertThatThrownBy(() -> new CheckoutRequest("p m", null).command())
                .hasMessageStartingWith("payment_method_invalid");
        assertThatThrownBy(() -> new CheckoutRequest("", null).command())
                .hasMessageStartingWith("payment_method_invalid");
        assertThat(new CheckoutRequest(null, null).command().getPaymentMethod()).as("the storefront confirms").isNull();
    }

    private static Placed order(String status, long version) {
        return new Placed(new OrderView(new UUID(1, 1), "K7QM-2F9X-8RTA", new UUID(2, 2), status, version, null, "EUR",
                new OrderView.Totals(2400, 0, 0, 0, 0, 2400), null, List.of(), null, Instant.EPOCH));
    }
}
