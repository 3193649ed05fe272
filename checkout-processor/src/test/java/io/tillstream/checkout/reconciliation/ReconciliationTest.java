package io.tillstream.checkout.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.order.Order.Status;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.payment.Refund;
import io.tillstream.checkout.reconciliation.Booked.State;
import io.tillstream.checkout.reconciliation.Difference.Kind;

/// What differs between Stripe's books and the orders, and what does not.
class ReconciliationTest {

    private static final UUID ORDER = new UUID(1, 1);
    private static final UUID CART = new UUID(2, 2);

    @Test
    void booksThatAgreeDifferInNothing() {
        assertThat(of(booked("pi_1", State.SUCCEEDED, 500, 0), order(Status.CONFIRMED, "pi_1"))).isEmpty();
        assertThat(of(booked("pi_1", State.CANCELED, 0, 0), order(Status.EXPIRED, "pi_1"))).isEmpty();
        assertThat(of(booked("pi_1", State.OPEN, 0, 0), order(Status.PENDING_PAYMENT, "pi_1"))).isEmpty();
        assertThat(of(booked("pi_orphan", State.OPEN, 0, 0), order(Status.CONFIRMED, "pi_1"))).isEmpty();
        assertThat(of(booked("pi_1", State.SUCCEEDED, 500, 200),
                order(Status.CONFIRMED, "pi_1", refund("pi_1", 200, Refund.Status.SUCCEEDED)))).isEmpty();
        assertThat(of(booked("pi_1", State.SUCCEEDED, 500, 0),
                order(Status.EXPIRED, "pi_1", refund("pi_1", 500, Refund.Status.REQUESTED)))).isEmpty();
    }

    @Test
    void moneyThatTheOrderHasNotHeardOfIsToldAgain() {
        for (var status : List.of(Status.PENDING_PAYMENT, Status.CLOSING, Status.EXPIRED, Status.PAYMENT_FAILED)) {
            assertThat(of(booked("pi_1", State.SUCCEEDED, 500, 0), order(status, "pi_1"))).singleElement()
                    .isEqualTo(new Difference(Kind.PAID_NOT_CONFIRMED, ORDER.toString(),
                            "the order is " + status + " and pi_1 is SUCCEEDED",
                            new PaymentNews(ORDER, CART, new PaymentNews.Succeeded("pi_1", 500, "EUR"))));
        }
        assertThat(of(booked("pi_1", State.SUCCEEDED, 500, 0), order(Status.PENDING_PAYMENT, null))).hasSize(1);
    }

    @Test
    void aCancelThatTheOrderHasNotHeardOfIsToldAgain() {
        assertThat(of(booked("pi_1", State.CANCELED, 0, 0), order(Status.CLOSING, "pi_1"))).singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.CANCELED_NOT_CLOSED);
                    assertThat(difference.healing())
                            .isEqualTo(new PaymentNews(ORDER, CART, new PaymentNews.Canceled("pi_1")));
                });
    }

    @Test
    void anOrderWithoutItsMoneyIsForAPerson() {
        assertThat(kinds(booked("pi_1", State.OPEN, 0, 0), order(Status.CONFIRMED, "pi_1")))
                .containsExactly(Kind.CONFIRMED_NOT_PAID);
        assertThat(kinds(booked("pi_1", State.CANCELED, 0, 0), order(Status.CONFIRMED, "pi_1")))
                .containsExactly(Kind.CONFIRMED_NOT_PAID);
    }

    @Test
    void anOrderThatStripeHasNeverHeardOfIsForAPerson() {
        for (var order : List.of(order(Status.CONFIRMED, null), order(Status.REFUNDED, "pi_elsewhere"))) {
            assertThat(Reconciliation.unpaid(List.of(booked("pi_1", State.SUCCEEDED, 500, 0)), List.of(order)))
                    .extracting(Difference::kind).containsExactly(Kind.CONFIRMED_NOT_PAID);
        }
        assertThat(Reconciliation.unpaid(List.of(booked("pi_1", State.SUCCEEDED, 500, 0)),
                List.of(order(Status.CONFIRMED, "pi_1"), order(Status.EXPIRED, null)))).isEmpty();
    }

    @Test
    void aSecondChargeIsToldToItsOrderWhichGivesItBack() {
        var second = booked("pi_2", State.SUCCEEDED, 500, 0);
        assertThat(kinds(second, order(Status.CONFIRMED, "pi_1"))).containsExactly(Kind.CHARGED_TWICE);
        assertThat(of(second, order(Status.CONFIRMED, "pi_1", refund("pi_2", 500, Refund.Status.REQUESTED)))).isEmpty();
    }

    @Test
    void otherAmountsAreForAPerson() {
        assertThat(kinds(booked("pi_1", State.SUCCEEDED, 499, 0), order(Status.CONFIRMED, "pi_1")))
                .containsExactly(Kind.AMOUNT_DIFFERS);
        assertThat(kinds(booked("pi_1", State.SUCCEEDED, 500, 200), order(Status.CONFIRMED, "pi_1")))
                .containsExactly(Kind.REFUND_DIFFERS);
    }

    @Test
    void moneyForAnOrderThatIsNotThereIsForAPerson() {
        assertThat(Reconciliation.differences(List.of(booked("pi_1", State.SUCCEEDED, 500, 0)), List.of()))
                .extracting(Difference::kind).containsExactly(Kind.UNKNOWN_ORDER);
        assertThat(Reconciliation.differences(
                List.of(new Booked("pi_1", null, State.SUCCEEDED, 500, "EUR", 0)), List.of()))
                .as("of another business of the account").isEmpty();
    }

    private static List<Difference> of(Booked booked, OrderBook order) {
        return Reconciliation.differences(List.of(booked), List.of(order));
    }

    private static List<Kind> kinds(Booked booked, OrderBook order) {
        return of(booked, order).stream().map(Difference::kind).toList();
    }

    private static Booked booked(String intent, State state, long received, long refunded) {
        return new Booked(intent, ORDER, state, received, "EUR", refunded);
    }

    private static OrderBook order(Status status, @Nullable String intent, Refund... refunds) {
        return new OrderBook(ORDER, CART, status, intent, 500, "EUR", List.of(refunds));
    }

    private static Refund refund(String intent, long amount, Refund.Status status) {
        return new Refund(new UUID(3, 3), intent, amount, status, "why", Map.of(), null, 1, Set.of());
    }
}
