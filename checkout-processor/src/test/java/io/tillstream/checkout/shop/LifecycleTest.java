package io.tillstream.checkout.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.RefundOrder;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.order.Order.Status;
import io.tillstream.checkout.payment.PaymentNews.Canceled;
import io.tillstream.checkout.payment.PaymentNews.Created;
import io.tillstream.checkout.payment.PaymentNews.Declined;
import io.tillstream.checkout.payment.PaymentNews.Processing;
import io.tillstream.checkout.payment.PaymentNews.RefundRefused;
import io.tillstream.checkout.payment.PaymentNews.RefundTold;
import io.tillstream.checkout.payment.PaymentNews.Refused;
import io.tillstream.checkout.payment.PaymentNews.RequiresAction;
import io.tillstream.checkout.payment.PaymentNews.Said;
import io.tillstream.checkout.payment.PaymentNews.Succeeded;
import io.tillstream.checkout.payment.Refund;

/// An order from its checkout to its end, by what Stripe says and by the time that passes.
class LifecycleTest {

    private static final String CARD = "pm_card_visa";
    private static final String PI = "pi_1";
    private static final Said PAID = new Succeeded(PI, PaidShop.TOTAL, "USD");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final List<Refund.Status> TOLD = List.of(Refund.Status.PENDING, Refund.Status.SUCCEEDED,
            Refund.Status.FAILED);

    private final PaidShop shop = new PaidShop(10);

    @Test
    void whereTheStorefrontConfirmsASecondCardMayWorkAfterADecline() {
        shop.checksOut(null);
        shop.says(shop.order(), new Created(PI, "secret"), new Declined(PI, "insufficient_funds", "no"));

        assertThat(shop.order().status()).isEqualTo(Status.PENDING_PAYMENT);
        assertThat(shop.order().payment().declineCode()).isEqualTo("insufficient_funds");
        assertThat(shop.stock()).isEqualTo(8);

        shop.says(shop.order(), PAID);
        assertThat(shop.types(shop.order())).containsExactly("order_placed", "payment_created", "payment_declined",
                "order_confirmed");
        assertThat(shop.movements).extracting(StockMovement::kind).containsExactly(StockMovement.Kind.HELD);
    }

    @Test
    void whatIsPaidIsShippedOnce() {
        shop.checksOut(CARD);
        shop.says(shop.order(), PAID, PAID, new Created(PI, "secret"), PAID);

        assertThat(shop.events(Event.FulfilmentDue.class)).hasSize(1);
        assertThat(shop.order().dueAt()).isNull();
    }

    @Test
    void theHoldRunsOnlyWhileTheBuyerMustAct() {
        shop.checksOut(CARD);
        shop.after(Duration.ofHours(1)); // the payment worker is behind
        shop.says(shop.order(), new Created(PI, "secret"));
        shop.after(Duration.ofHours(1)); // Stripe is slow
        assertThat(shop.order().status()).isEqualTo(Status.PENDING_PAYMENT);

        shop.says(shop.order(), new RequiresAction(PI, "secret", "https://bank.example"));
        shop.after(MINUTE.multipliedBy(6));
        shop.says(shop.order(), new Processing(PI));
        shop.after(Duration.ofHours(1));
        assertThat(shop.order().timing().left()).isEqualTo(MINUTE.multipliedBy(4));

        shop.says(shop.order(), new RequiresAction(PI, "secret", null));
        shop.after(MINUTE.multipliedBy(4).minusSeconds(1));
        assertThat(shop.order().status()).isEqualTo(Status.REQUIRES_ACTION);
        shop.after(Duration.ofSeconds(1));
        assertThat(shop.order().status()).isEqualTo(Status.CLOSING);
        assertThat(shop.order().reason()).isEqualTo("hold_expired");
    }

    /// known failure: an order was cancelled at the limit of its hold, and the buyer charged.
    @Test
    void anExpiredHoldIsReleasedOnlyAfterStripeHasCanceled() {
        shop.checksOut(null);
        shop.says(shop.order(), new Created(PI, "secret"));
        shop.after(MINUTE.multipliedBy(11));

        assertThat(shop.order().status()).isEqualTo(Status.CLOSING);
        assertThat(shop.stock()).isEqualTo(8);
        assertThat(shop.events(Event.CancelDue.class)).isNotEmpty();

        shop.says(shop.order(), new Canceled(PI));
        assertThat(shop.order().status()).isEqualTo(Status.EXPIRED);
        assertThat(shop.stock()).isEqualTo(10);
        assertThat(shop.cart().status()).isEqualTo(Cart.Status.ACTIVE);
    }

    @Test
    void moneyThatComesWhileAnExpiredOrderClosesConfirmsIt() {
        shop.checksOut(null);
        shop.says(shop.order(), new Created(PI, "secret"));
        shop.after(MINUTE.multipliedBy(11));
        shop.says(shop.order(), PAID);

        assertThat(shop.order().status()).isEqualTo(Status.CONFIRMED);
        assertThat(shop.stock()).isEqualTo(8);
    }

    @Test
    void moneyForAClosedOrderIsGivenBackOnce() {
        shop.checksOut(null);
        shop.says(shop.order(), new Created(PI, "secret"));
        shop.after(MINUTE.multipliedBy(11));
        shop.says(shop.order(), new Canceled(PI), PAID, PAID);

        assertThat(shop.order().status()).isEqualTo(Status.EXPIRED);
        assertThat(shop.order().payment().refunds()).singleElement()
                .satisfies(refund -> assertThat(refund.amount()).isEqualTo(PaidShop.TOTAL));
        assertThat(shop.events(Event.RefundDue.class)).hasSize(1);
        assertThat(shop.events(Event.FulfilmentDue.class)).isEmpty();
    }

    @Test
    void moneyOfASecondPaymentIntentIsGivenBack() {
        shop.checksOut(CARD);
        shop.says(shop.order(), new Created(PI, "secret"), PAID, new Succeeded("pi_2", PaidShop.TOTAL, "USD"));

        assertThat(shop.order().status()).isEqualTo(Status.CONFIRMED);
        assertThat(shop.order().payment().refunds()).singleElement()
                .satisfies(refund -> assertThat(refund.intentId()).isEqualTo("pi_2"));
        shop.says(shop.order(), succeeded(shop.order().payment().refunds().getFirst()));
        assertThat(shop.order().status()).as("its own payment is not refunded").isEqualTo(Status.CONFIRMED);
        assertThat(shop.order().payment().refunded()).isZero();
    }

    @Test
    void aBuyerGivesUpBeforeThePaymentIntentIsKnown() {
        shop.checksOut(CARD);
        assertThat(shop.cancels().code()).isEqualTo("ok");

        assertThat(shop.order().status()).isEqualTo(Status.CLOSING);
        assertThat(shop.events(Event.CancelDue.class)).singleElement()
                .satisfies(event -> assertThat(event.order().payment().intentId()).isNull());
        assertThat(shop.cancels().code()).as("asked twice").isEqualTo("ok");

        shop.says(shop.order(), new Created(PI, "secret"));
        assertThat(shop.events(Event.CancelDue.class).getLast().order().payment().intentId()).isEqualTo(PI);
        shop.says(shop.order(), new Canceled(PI));
        assertThat(shop.order().status()).isEqualTo(Status.CANCELLED);
        assertThat(shop.stock()).isEqualTo(10);
        assertThat(shop.cancels().code()).isEqualTo("order_not_open");
    }

    @Test
    void moneyForWhatTheBuyerGaveUpGoesBackAndNothingIsShipped() {
        shop.checksOut(CARD);
        shop.cancels();
        shop.says(shop.order(), PAID);

        assertThat(shop.order().status()).isEqualTo(Status.REFUNDED);
        assertThat(shop.stock()).isEqualTo(10);
        assertThat(shop.cart().status()).isEqualTo(Cart.Status.ACTIVE);
        assertThat(shop.events(Event.RefundDue.class)).hasSize(1);
        assertThat(shop.events(Event.FulfilmentDue.class)).isEmpty();
    }

    /// known failure: a shopper was locked out by his own hold.
    @Test
    void aRetryTakesOverWhatTheAttemptBeforeHolds() {
        var last = new PaidShop(2);
        last.checksOut(CARD);
        last.says(last.order(), new Created(PI, "secret"), new Declined(PI, "generic_decline", "no"));
        assertThat(last.stock()).isZero();

        assertThat(last.checksOut(CARD).code()).isEqualTo("ok");
        assertThat(last.orders()).hasSize(2);
        assertThat(last.stock()).isZero();
        assertThat(last.first().reason()).isEqualTo("superseded");

        last.says(last.first(), new Canceled(PI));
        assertThat(last.stock()).as("it has nothing to give back").isZero();
        assertThat(last.first().status()).isEqualTo(Status.PAYMENT_FAILED);
        assertThat(last.cart().status()).isEqualTo(Cart.Status.CHECKED_OUT);
        last.says(last.order(), new Succeeded("pi_2", PaidShop.TOTAL, "USD"));
        assertThat(last.order().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void lateMoneyForASupersededOrderGoesBack() {
        shop.checksOut(CARD);
        shop.says(shop.order(), new Declined(PI, "generic_decline", "no"));
        shop.checksOut(CARD);
        shop.says(shop.first(), PAID);

        assertThat(shop.first().status()).isEqualTo(Status.REFUNDED);
        assertThat(shop.order().status()).isEqualTo(Status.PENDING_PAYMENT);
        assertThat(shop.stock()).isEqualTo(8);
    }

    @Test
    void anOrderThatDoesNotCloseIsNotSuperseded() {
        shop.checksOut(null);
        assertThat(shop.checksOut(CARD).code()).isEqualTo("cart_not_active");
    }

    @Test
    void stripeIsAskedAgainUntilItHasCanceled() {
        shop.checksOut(null);
        shop.says(shop.order(), new Created(PI, "secret"));
        shop.after(Duration.ofHours(2));
        assertThat(shop.events(Event.CancelDue.class)).hasSizeBetween(8, 16); // often at first, then rarer
        int before = shop.events(Event.CancelDue.class).size();
        shop.after(Duration.ofDays(1));
        assertThat(shop.events(Event.CancelDue.class)).as("every half hour").hasSize(before + 48);
    }

    @Test
    void whatWaitsForStripeIsLookedAtEveryTenMinutesAndEndsAfterTwelveHours() {
        shop.checksOut(CARD);
        shop.says(shop.order(), new Created(PI, "secret"));
        shop.after(Duration.ofHours(12).minusSeconds(1));
        assertThat(shop.events(Event.LookDue.class)).hasSize(71);
        assertThat(shop.order().status()).isEqualTo(Status.PENDING_PAYMENT);

        shop.after(Duration.ofSeconds(1));
        assertThat(shop.order().status()).isEqualTo(Status.CLOSING);
        shop.says(shop.order(), new Canceled(PI));
        assertThat(shop.order().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void whatIsProcessingIsNotGivenUp() {
        shop.checksOut(CARD);
        shop.says(shop.order(), new Processing(PI));
        shop.after(Duration.ofDays(2));

        assertThat(shop.order().status()).isEqualTo(Status.PENDING_PAYMENT);
    }

    @Test
    void refundsAddUpToWhatWasPaidAndNoMore() {
        confirmed();

        assertThat(refund(4_001L).code()).isEqualTo("refund_exceeds_paid");
        assertThat(refund(0L).code()).isEqualTo("refund_exceeds_paid");
        assertThat(refund(1_500L).code()).isEqualTo("ok");
        assertThat(refund(2_501L).data()).containsEntry("refundable", 2_500L);
        assertThat(refund(null).data()).containsEntry("amount", 2_500L);
        assertThat(refund(null).code()).isEqualTo("refund_exceeds_paid");

        var refunds = shop.order().payment().refunds();
        shop.says(shop.order(), succeeded(refunds.get(1)), succeeded(refunds.get(1)));
        assertThat(shop.order().status()).isEqualTo(Status.CONFIRMED);
        shop.says(shop.order(), succeeded(refunds.get(0)));
        assertThat(shop.order().status()).isEqualTo(Status.REFUNDED);
        assertThat(shop.order().payment().refunded()).isEqualTo(4_000);
        assertThat(shop.stock()).as("nothing was said of restocking").isEqualTo(8);
    }

    @Test
    void whatComesBackIsSoldAgainIfTheShopWantsIt() {
        confirmed();
        var line = shop.order().lines().getFirst().id();

        assertThat(restock(Map.of(line, 3)).code()).isEqualTo("restock_exceeds_ordered");
        assertThat(restock(Map.of("no-such", 1)).code()).isEqualTo("restock_exceeds_ordered");
        assertThat(restock(Map.of(line, 1)).code()).isEqualTo("ok");
        assertThat(shop.stock()).isEqualTo(9);
        assertThat(restock(Map.of(line, 2)).code()).isEqualTo("restock_exceeds_ordered");
    }

    @Test
    void noMoneyGoesBackThatNeverCame() {
        shop.checksOut(CARD);
        assertThat(refund(1L).code()).isEqualTo("order_not_paid");
        assertThat(shop.ask(new RefundOrder(new UUID(9, 9), 1L, "why", Map.of())).code()).isEqualTo("order_not_found");
    }

    @Test
    void aRefundThatFailsIsAskedForAgainUnderAnotherKey() {
        confirmed();
        refund(null);
        var refund = shop.order().payment().refunds().getFirst();
        shop.says(shop.order(), new RefundTold(refund.id(), "re_1", Refund.Status.PENDING),
                new RefundTold(refund.id(), "re_1", Refund.Status.FAILED),
                new RefundTold(refund.id(), "re_1", Refund.Status.FAILED));
        assertThat(shop.types(shop.order())).filteredOn("refund_failed"::equals).hasSize(1);

        shop.after(MINUTE.multipliedBy(10));
        assertThat(shop.events(Event.RefundDue.class)).extracting(due -> due.refund().attempt()).containsExactly(1, 2);
        shop.says(shop.order(), new RefundTold(refund.id(), "re_2", Refund.Status.SUCCEEDED),
                new RefundTold(refund.id(), "re_1", Refund.Status.FAILED));
        assertThat(shop.order().status()).isEqualTo(Status.REFUNDED);
        assertThat(shop.order().dueAt()).isNull();
    }

    @Test
    void whatIsSaidOfAnAttemptThatHasFailedIsOld() {
        confirmed();
        refund(null);
        var refund = shop.order().payment().refunds().getFirst();
        shop.says(shop.order(), new RefundTold(refund.id(), "re_1", Refund.Status.SUCCEEDED),
                new RefundTold(refund.id(), "re_1", Refund.Status.FAILED));
        shop.after(MINUTE.multipliedBy(10));
        shop.says(shop.order(), new RefundTold(refund.id(), "re_1", Refund.Status.SUCCEEDED));
        assertThat(shop.order().payment().refunded()).isZero();

        shop.says(shop.order(), new RefundTold(refund.id(), "re_2", Refund.Status.FAILED));
        assertThat(shop.order().dueAt()).isNotNull();
    }

    /// The request may be lost, or a dead letter.
    @Test
    void aPaymentThatNobodyHasHeardOfIsAskedForAgain() {
        shop.checksOut(CARD);
        shop.after(Duration.ofHours(11));

        assertThat(shop.events(Event.PaymentDue.class)).hasSizeBetween(3, 6);
    }

    @Test
    void aDeclineThatComesAfterProcessingIsLookedInto() {
        shop.checksOut(null);
        shop.says(shop.order(), new Created(PI, "secret"), new Processing(PI), new Declined(PI, "no", "no"));

        assertThat(shop.order().timing().holdEndsAt()).isNull();
        assertThat(shop.events(Event.LookDue.class)).hasSize(1);
    }

    @Test
    void aRefundThatFailsAfterItsSuccessIsOpenAgain() {
        confirmed();
        refund(null);
        var refund = shop.order().payment().refunds().getFirst();
        shop.says(shop.order(), new RefundTold(refund.id(), "re_1", Refund.Status.SUCCEEDED),
                new RefundTold(refund.id(), "re_1", Refund.Status.PENDING),
                new RefundTold(refund.id(), "re_1", Refund.Status.FAILED));

        assertThat(shop.order().payment().refunded()).isZero();
        assertThat(shop.order().dueAt()).isNotNull();
    }

    /// Any news in any order, with duplicates, commands and time between them: no unit and no money is lost or given twice.
    @Test
    void anyHistoryEndsWithMoneyAndStockAddingUp() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("anyHistoryEndsWithMoneyAndStockAddingUp: -Dseed=" + seed);
        var random = new Random(seed);
        for (int history = 0; history < 5_000; history++) {
            var one = new PaidShop(5);
            one.checksOut(random.nextBoolean() ? CARD : null);
            for (int step = 0; step < 30; step++) {
                random(one, random);
                check(one);
            }
        }
    }

    private static void random(PaidShop shop, Random random) {
        var order = shop.orders().get(random.nextInt(shop.orders().size()));
        switch (random.nextInt(12)) {
            case 0 -> shop.after(MINUTE.multipliedBy(random.nextInt(30)));
            case 1 -> shop.cancels();
            case 2 -> shop.ask(new RefundOrder(order.id(), random.nextBoolean() ? null : random.nextLong(5_000), "why",
                    random.nextInt(3) > 0 ? Map.of() : Map.of(order.lines().getFirst().id(), 1)));
            case 3 -> shop.ask(new Checkout(random.nextBoolean() ? CARD : null, null));
            case 4, 5 -> {
                var refunds = order.payment().refunds();
                if (!refunds.isEmpty()) {
                    var refund = refunds.get(random.nextInt(refunds.size()));
                    shop.says(order, random.nextInt(5) == 0
                            ? new RefundRefused(refund.id(), "no")
                            : new RefundTold(refund.id(), "re_" + random.nextInt(3),
                                    TOLD.get(random.nextInt(TOLD.size()))));
                }
            }
            default -> shop.says(order, said(random, order));
        }
    }

    private static Said said(Random random, Order order) {
        var intent = "pi_" + (random.nextInt(8) == 0 ? "other" : order.id());
        return switch (random.nextInt(7)) {
            case 0 -> new Created(intent, random.nextBoolean() ? "secret" : null);
            case 1 -> new RequiresAction(intent, "secret", null);
            case 2 -> new Processing(intent);
            case 3 -> new Declined(intent, "generic_decline", "no");
            case 4 -> new Canceled(intent);
            case 5 -> new Refused("invalid", "no");
            default -> new Succeeded(intent, PaidShop.TOTAL + (random.nextInt(10) == 0 ? 1 : 0), "USD");
        };
    }

    private static void check(PaidShop shop) {
        int moved = shop.movements.stream().mapToInt(StockMovement::change).sum();
        assertThat(shop.stock()).isEqualTo(5 + moved).isBetween(0, 5);
        assertThat(shop.movements.stream().map(each -> each.sku() + each.kind() + each.cause()))
                .doesNotHaveDuplicates();
        int sold = 0;
        for (var order : shop.orders()) {
            boolean gone = order.status() == Status.CONFIRMED || refundedAfterwards(order);
            int back = order.payment().refunds().stream()
                    .mapToInt(refund -> refund.restock().values().stream().mapToInt(Integer::intValue).sum()).sum();
            sold += order.holds() || gone ? 2 - back : 0;
            long refunds = order.payment().refunds().stream()
                    .filter(refund -> refund.intentId().equals(order.payment().intentId())).mapToLong(Refund::amount)
                    .sum();
            assertThat(refunds).isLessThanOrEqualTo(PaidShop.TOTAL + 1);
            assertThat(shop.types(order)).hasSize((int) order.version());
            if (order.status().open() || order.payment().refunding()) {
                assertThat(order.dueAt()).isNotNull();
            }
            for (var paid : shop.paid(order)) {
                boolean kept = order.status() == Status.CONFIRMED && paid.intentId().equals(order.payment().intentId());
                assertThat(kept || order.payment().refunds().stream().anyMatch(
                        refund -> refund.intentId().equals(paid.intentId()))).as("%s of %s", paid, order).isTrue();
            }
        }
        assertThat(-moved).isEqualTo(sold);
        var shipped = shop.events(Event.FulfilmentDue.class).stream().map(event -> event.order().id()).toList();
        assertThat(shipped).doesNotHaveDuplicates();
        assertThat(shop.orders().stream().filter(order -> order.status() == Status.CONFIRMED).map(Order::id))
                .isSubsetOf(shipped);
    }

    /// Was shipped before the money went back.
    private static boolean refundedAfterwards(Order order) {
        return order.status() == Status.REFUNDED && order.reason() == null;
    }

    private void confirmed() {
        shop.checksOut(CARD);
        shop.says(shop.order(), new Created(PI, "secret"), PAID);
    }

    private Outcome refund(@Nullable Long amount) {
        return shop.ask(new RefundOrder(shop.order().id(), amount, "why", Map.of()));
    }

    private Outcome restock(Map<String, Integer> units) {
        return shop.ask(new RefundOrder(shop.order().id(), 100L, "why", units));
    }

    private static Said succeeded(Refund refund) {
        return new RefundTold(refund.id(), "re_" + refund.id(), Refund.Status.SUCCEEDED);
    }
}
