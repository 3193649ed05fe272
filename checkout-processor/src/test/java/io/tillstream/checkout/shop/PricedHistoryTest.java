package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.PricedShop.MUG;
import static io.tillstream.checkout.shop.PricedShop.NOON;
import static io.tillstream.checkout.shop.PricedShop.SHIRT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.ChangeQuantity;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.MoveToCart;
import io.tillstream.checkout.cart.CartCommand.RemoveDiscount;
import io.tillstream.checkout.cart.CartCommand.RemoveItem;
import io.tillstream.checkout.cart.CartCommand.RemoveSaved;
import io.tillstream.checkout.cart.CartCommand.SaveForLater;
import io.tillstream.checkout.cart.CartCommand.SetContact;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartCommand.SetShippingMethod;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentNews.Declined;
import io.tillstream.checkout.payment.PaymentNews.Refused;
import io.tillstream.checkout.payment.PaymentNews.Succeeded;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.pricing.Reduction;

/// Histories of everything that a buyer can ask, sense or nonsense.
class PricedHistoryTest {

    private static final int HISTORIES = 5_000;
    private static final int STEPS = 25;
    private static final int USES = 3;

    private static final List<Reduction> REDUCTIONS = List.of(new Reduction.Percentage(3_333),
            new Reduction.FixedAmount(777), new Reduction.FreeShipping(), new Reduction.BuyXGetY(2, 1));
    private static final List<String> TEXTS = List.of("", " ", "CODE", "code", "\0", "\u00df", "post", "x".repeat(500));

    @Test
    void decideNeverThrowsAndUsesAreThoseOfTheOrdersThatAreNotClosed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("decideNeverThrowsAndUsesAreThoseOfTheOrdersThatAreNotClosed: -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            var shop = new PricedShop(random.nextBoolean() ? PricedShop.german() : PriceTables.NONE,
                    new Discount("CODE", new Offer(REDUCTIONS.get(random.nextInt(4)), null),
                            new Limits(true, null, random.nextInt(3_000), USES, random.nextBoolean() ? 1 : null, null,
                                    NOON.plusSeconds(20)),
                            0, 1));
            int delivered = 0;
            for (int step = 0; step < STEPS; step++) {
                step(shop, random);
                delivered = random.nextBoolean() ? deliver(shop.shop, delivered) : delivered;
                invariants(shop);
            }
        }
    }

    private static void step(PricedShop shop, Random random) {
        var orders = List.copyOf(shop.shop.changedOrders());
        if (!orders.isEmpty() && random.nextInt(4) == 0) {
            var order = orders.get(random.nextInt(orders.size()));
            shop.says(order, switch (random.nextInt(3)) {
                case 0 -> new Refused("no", "no");
                case 1 -> new Declined("pi_1", "no", "no");
                default -> new Succeeded("pi_1", order.totals().total(), "EUR");
            });
        } else {
            var caller = new Caller(random.nextInt(3) == 0 ? "u1" : null,
                    random.nextInt(10) == 0 ? random.nextLong(6) : null);
            shop.ask(new UUID(1, random.nextInt(3)), caller, any(random), NOON.plusSeconds(random.nextInt(25)));
        }
    }

    /// What carts say to each other, in their order, but for what that leads to.
    private static int deliver(Shop shop, int from) {
        int to = shop.happened().size();
        for (var happened : List.copyOf(shop.happened().subList(from, to))) {
            if (happened.event() instanceof Event.TakeOverDue due) {
                shop.decide(MergingShop.command(due));
            } else if (happened.event() instanceof Event.GiveBackDue(var back)) {
                shop.decide(back, NOON);
            }
        }
        return to;
    }

    private static Ask any(Random random) {
        var sku = random.nextBoolean() ? SHIRT : MUG;
        return switch (random.nextInt(16)) {
            case 12 -> new SaveForLater(CartLine.id(sku, Map.of()));
            case 13 -> random.nextBoolean()
                    ? new MoveToCart(CartLine.id(sku, Map.of()))
                    : new RemoveSaved(CartLine.id(sku, Map.of()));
            case 14, 15 -> new MergeInto(new UUID(1, random.nextInt(3)));
            case 0, 1 -> new CreateCart(random.nextInt(9) == 0 ? "USD" : "EUR");
            case 2, 3 -> new AddItem(sku, random.nextInt(4), Map.of());
            case 4 -> new ChangeQuantity(CartLine.id(sku, Map.of()), random.nextInt(4));
            case 5 -> new RemoveItem(CartLine.id(sku, Map.of()));
            case 6 -> new SetContact(random.nextInt(3) == 0 ? text(random) : "a@example.com");
            case 7 -> new ApplyDiscount(random.nextInt(3) == 0 ? text(random) : "CODE");
            case 8 -> random.nextInt(3) == 0 ? new RemoveDiscount() : new SetShippingMethod(text(random));
            case 9 -> new SetShippingAddress(random.nextBoolean()
                    ? PricedShop.berlin()
                    : new Address(text(random), List.of(text(random)), text(random), text(random), text(random),
                            text(random)));
            default -> new Checkout("pm_card_visa", random.nextBoolean() ? null : random.nextLong(5_000));
        };
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static void invariants(PricedShop shop) {
        long using = shop.shop.changedOrders().stream()
                .filter(order -> order.discountCode() != null && order.status() != Order.Status.PAYMENT_FAILED).count();
        int uses = shop.shop.changedDiscounts().stream().mapToInt(Discount::uses).sum();
        assertThat(uses).isEqualTo((int) using).isBetween(0, USES);
        assertThat(shop.shop.usesTaken()).hasSize(uses);
        for (var order : shop.shop.changedOrders()) {
            var totals = order.totals();
            assertThat(totals.total()).isNotNegative();
            assertThat(order.lines().stream().mapToLong(line -> line.discount()).sum()).isEqualTo(totals.discount());
        }
    }
}
