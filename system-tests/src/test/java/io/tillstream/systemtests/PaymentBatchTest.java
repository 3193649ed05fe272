package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.reconciliation.Booked;
import io.tillstream.checkout.reconciliation.Booked.State;
import io.tillstream.checkout.reconciliation.Difference;
import io.tillstream.checkout.reconciliation.Difference.Kind;
import io.tillstream.checkout.reconciliation.io.Reconciler;
import io.tillstream.command.AddItem;
import io.tillstream.command.CancelOrder;
import io.tillstream.command.Checkout;
import io.tillstream.command.CreateCart;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentDeclined;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.command.RefundOrder;
import io.tillstream.command.RefundUpdated;
import io.tillstream.schemas.Topics;

/// Payments in batches of more than one record, in the real tables, and what a comparison of the books finds in these.
class PaymentBatchTest {

    private static final Instant NOW = Batches.NOW.plusSeconds(60);

    private final Batches batches = new Batches();
    private final List<PaymentNews> healed = new ArrayList<>();
    private SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final String cart = UUID.randomUUID().toString();

    @BeforeEach
    void open() {
        batches.sells("shirt", "SHIRT", null, 3);
        batches.jdbc.update("""
                insert into stock_movement (sku, kind, cause, change, at) values ('SHIRT', 'RECEIVED', ?, 3, now())""",
                UUID.randomUUID());
        batches.add(cart, new CreateCart("EUR"));
        batches.add(cart, new AddItem("SHIRT", 2, Map.of()));
        batches.run();
    }

    @AfterEach
    void close() {
        batches.close();
    }

    @Test
    void aDeclineAndTheNextTryAreOneBatch() {
        placed();
        batches.addNews(cart, new PaymentDeclined("pi_1", "card_declined", "no"));
        var again = batches.add(cart, new Checkout("pm_card_visa", null));
        batches.run();

        assertThat(batches.codeOf(again)).isEqualTo("ok");
        assertThat(orders()).containsExactlyInAnyOrder("CLOSING superseded", "PENDING_PAYMENT");
        assertThat(stock()).isEqualTo(1);
        assertThat(differences(List.of())).isEmpty();
    }

    @Test
    void aCheckoutThatIsGivenUpAndAnotherAreOneBatch() {
        var first = batches.add(cart, new Checkout("pm_card_visa", null));
        batches.add(cart, new CancelOrder(first.toString()));
        var second = batches.add(cart, new Checkout("pm_card_visa", null));
        batches.run();

        assertThat(batches.codeOf(second)).isEqualTo("ok");
        assertThat(orders()).containsExactlyInAnyOrder("CLOSING superseded", "PENDING_PAYMENT");
        assertThat(stock()).isEqualTo(1);
    }

    @Test
    void aRefundOfWhatIsPaidInTheSameBatchSellsTheGoodsAgain() {
        placed();
        var line = batches.jdbc.queryForList("select line_id from order_item", String.class).getFirst();
        batches.addNews(cart, new PaymentSucceeded("pi_1", 4_000L, "EUR"));
        var refund = batches.add(cart, new RefundOrder(orderId(), null, "broken", Map.of(line, 1)));
        batches.run();

        assertThat(batches.codeOf(refund)).isEqualTo("ok");
        assertThat(stock()).isEqualTo(2);
        assertThat(batches.published(Topics.FULFILLMENT_REQUESTS)).hasSize(1);
        assertThat(differences(List.of(paid(0)))).isEmpty();
        var id = batches.jdbc.queryForList("select refunds -> 0 ->> 'id' from payment", String.class).getFirst();
        batches.addNews(cart, new RefundUpdated(id, "re_1", "succeeded", null));
        batches.run();
        assertThat(orders()).containsExactly("REFUNDED");
        assertThat(differences(List.of(paid(4_000)))).isEmpty();
    }

    @Test
    void everyKindOfDifferenceIsFound() {
        placed();
        assertThat(differences(List.of(booked(State.OPEN, 0, 0)))).isEmpty();

        batches.jdbc.update("update product_variant set stock = stock + 1");
        batches.jdbc.update("delete from stock_movement where kind = 'HELD'");
        batches.jdbc.update(
                "insert into discount (code, kind, active, uses, version) values ('X', 'FREE_SHIPPING', true, 1, 1)");
        batches.jdbc.update("update payment set due_at = ?", Timestamp.from(NOW.minus(Duration.ofHours(1))));
        batches.jdbc.update(
                """
                insert into stripe_event (event_id, order_id, result, joined, received_at) values ('evt_1', ?, '', false, ?)""",
                UUID.randomUUID(), Timestamp.from(NOW.minus(Duration.ofHours(2))));
        assertThat(differences(List.of())).extracting(Difference::kind).containsExactlyInAnyOrder(Kind.STOCK_DIFFERS,
                Kind.HOLD_DIFFERS, Kind.USES_DIFFER, Kind.ORDER_OVERDUE, Kind.EVENT_WAITING);
        assertThat(metrics.get("tillstream.reconciliation.differences").tag("kind", "stock_differs").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void whatStripeSaysIsToldToTheOrderAgain() {
        placed();
        assertThat(differences(List.of(paid(0)))).extracting(Difference::kind)
                .containsExactly(Kind.PAID_NOT_CONFIRMED);
        assertThat(healed).extracting(PaymentNews::said)
                .containsExactly(new PaymentNews.Succeeded("pi_1", 4_000, "EUR"));

        batches.addNews(cart, new PaymentSucceeded("pi_1", 4_000L, "EUR"));
        batches.run();
        assertThat(differences(List.of(paid(0)))).isEmpty();
        assertThat(differences(List.of())).as("Stripe has lost it").extracting(Difference::kind)
                .containsExactly(Kind.CONFIRMED_NOT_PAID);
    }

    @Test
    void aClosedOrderHoldsNothing() {
        placed();
        batches.addNews(cart, new PaymentDeclined("pi_1", "card_declined", "no"));
        batches.addNews(cart, new PaymentCanceled("pi_1"));
        batches.run();

        assertThat(orders()).containsExactly("PAYMENT_FAILED card_declined");
        assertThat(stock()).isEqualTo(3);
        assertThat(differences(List.of(booked(State.CANCELED, 0, 0)))).isEmpty();
    }

    private void placed() {
        batches.add(cart, new Checkout("pm_card_visa", null));
        batches.run();
        batches.addNews(cart, new PaymentCreated("pi_1", "secret"));
        batches.run();
    }

    private List<String> orders() {
        return batches.jdbc.query("select concat_ws(' ', status, reason) from orders", (rs, _) -> rs.getString(1));
    }

    private String orderId() {
        return batches.jdbc.queryForList("select order_id::text from orders", String.class).getFirst();
    }

    private int stock() {
        return batches.jdbc.queryForList("select stock from product_variant", Integer.class).getFirst();
    }

    private Booked paid(long refunded) {
        return booked(State.SUCCEEDED, 4_000, refunded);
    }

    private Booked booked(State state, long received, long refunded) {
        return new Booked("pi_1", UUID.fromString(orderId()), state, received, "EUR", refunded);
    }

    private List<Difference> differences(List<Booked> ofStripe) {
        metrics = new SimpleMeterRegistry();
        try {
            return new Reconciler(batches.jdbc, _ -> ofStripe, healed::add, () -> true, InstantSource.fixed(NOW),
                    Duration.ofMillis(10), metrics).reconcile(true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
