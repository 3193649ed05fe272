package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.MergingShop.ADA;
import static io.tillstream.checkout.shop.MergingShop.NOON;
import static io.tillstream.checkout.shop.MergingShop.variant;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.MoveToCart;
import io.tillstream.checkout.cart.CartCommand.RemoveItem;
import io.tillstream.checkout.cart.CartCommand.SaveForLater;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.MergePolicy;
import io.tillstream.checkout.decision.Event;

/// Merges between commands of any kind. What carts say to each other is late, and comes again.
class MergeHistoryTest {

    private static final int HISTORIES = 100_000;
    private static final int STEPS = 12;
    private static final int GUESTS = 2;
    private static final int CARTS = 5;

    private static final List<MergePolicy> POLICIES = List.of(MergePolicy.values());

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void everyMergeIsTakenOrReturnedOnceAndWhoeverHasTheLinesHasThemAlone() {
        System.out.println("everyMergeIsTakenOrReturnedOnceAndWhoeverHasTheLinesHasThemAlone: -Dseed=" + seed);
        for (int i = 0; i < HISTORIES; i++) {
            var history = new History();
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
            history.end();
        }
    }

    private final class History {

        private final MergePolicy policy = POLICIES.get(random.nextInt(4));
        private final Shop shop = new Shop(List.of(), List.of(),
                List.of(variant("SHIRT", 2_000, random.nextInt(8)), variant("MUG", 500, 3)), List.of(), Pricing.NONE,
                new CartRules(Duration.ofDays(30), Duration.ofDays(40),
                        policy, random.nextBoolean()));
        private final List<Event> sent = new ArrayList<>();
        private int seen;
        private long ids;

        History() {
            for (int cart = 0; cart < CARTS - 1; cart++) {
                ask(cart, holder(cart), new CreateCart(cart == 3 ? "USD" : "EUR"));
                ask(cart, holder(cart), new AddItem("SHIRT", 1, Map.of()));
            }
        }

        /// The first are guests', the last but one is of another currency, the last is not there.
        private static @Nullable String holder(int cart) {
            return cart < GUESTS ? null : ADA;
        }

        void step() {
            int cart = random.nextInt(CARTS);
            switch (random.nextInt(5)) {
                case 0, 1 -> ask(random.nextInt(GUESTS), ADA, new MergeInto(id(random.nextInt(CARTS))));
                case 2 -> ask(cart, holder(cart), any());
                default -> deliver();
            }
        }

        private Ask any() {
            var sku = random.nextBoolean() ? "SHIRT" : "MUG";
            return switch (random.nextInt(7)) {
                case 0 -> new RemoveItem(CartLine.id(sku, Map.of()));
                case 1 -> new SaveForLater(CartLine.id(sku, Map.of()));
                case 2 -> new MoveToCart(CartLine.id(sku, Map.of()));
                case 3 -> new Checkout("pm_card_visa", 1_000_000L);
                default -> new AddItem(sku, 1 + random.nextInt(3), Map.of());
            };
        }

        private void ask(int cart, @Nullable String user, Ask ask) {
            var at = NOON.plus(Duration.ofDays(random.nextInt(20) == 0 ? 45 : 0));
            shop.decide(new CartCommand(new UUID(3, ids++), id(cart), "hash", new Caller(user, null), ask, at));
        }

        /// Anything that was ever said, most often the last.
        private void deliver() {
            collect();
            if (!sent.isEmpty()) {
                deliver(sent.get(random.nextBoolean() ? sent.size() - 1 : random.nextInt(sent.size())));
            }
        }

        private void collect() {
            for (; seen < shop.happened().size(); seen++) {
                var event = shop.happened().get(seen).event();
                if (event instanceof Event.TakeOverDue || event instanceof Event.GiveBackDue) {
                    sent.add(event);
                }
            }
        }

        private void deliver(Event event) {
            if (event instanceof Event.TakeOverDue due) {
                takeOver(due);
            } else if (event instanceof Event.GiveBackDue(GiveBack back)) {
                shop.decide(back, NOON);
            }
        }

        /// What is taken over is what the guest had and the user had, to the unit; what is not taken over changes nothing.
        private void takeOver(Event.TakeOverDue due) {
            var expected = units(due.into());
            int happened = shop.happened().size();
            shop.decide(MergingShop.command(due));
            boolean taken = shop.happened().subList(happened, shop.happened().size()).stream().anyMatch(
                    each -> each.event() instanceof Event.CartChanged(var _, String type, var _)
                            && type.equals("items_taken_over"));
            if (taken && policy == MergePolicy.SUM) {
                units(due.guest()).forEach((line, units) -> expected.merge(line, units, Integer::sum));
            }
            if (!taken || policy == MergePolicy.SUM) {
                assertThat(units(due.into())).as("-Dseed=%d", seed).isEqualTo(expected);
            }
        }

        private Map<String, Integer> units(UUID id) {
            return shop.changedCarts().stream().filter(cart -> cart.id().equals(id)).findFirst().map(History::units)
                    .orElseGet(HashMap::new);
        }

        /// In the cart and kept for later, by line.
        private static Map<String, Integer> units(Cart cart) {
            var units = new HashMap<String, Integer>();
            cart.lines().forEach(line -> units.merge(line.id(), line.quantity(), Integer::sum));
            cart.saved().forEach(line -> units.merge(line.id(), line.quantity(), Integer::sum));
            return units;
        }

        void end() {
            for (int i = 0; i < 3; i++) { // what is said leads to more
                collect();
                List.copyOf(sent).forEach(this::deliver);
            }
            var ends = new HashMap<String, List<String>>();
            for (var happened : shop.happened()) {
                if (happened.event() instanceof Event.CartChanged(var _, String type, var _)
                        && (type.equals("items_taken_over") || type.equals("merge_returned"))) {
                    ends.computeIfAbsent(happened.cause(), _ -> new ArrayList<>()).add(type);
                }
            }
            var merges = sent.stream().filter(Event.TakeOverDue.class::isInstance).map(Event.TakeOverDue.class::cast)
                    .map(Event.TakeOverDue::guest).toList();
            assertThat(ends.keySet()).as("-Dseed=%d", seed).containsExactlyInAnyOrderElementsOf(
                    merges.stream().map(guest -> MergeDecider.takeOver(guest).toString()).toList());
            assertThat(ends.values()).as("-Dseed=%d", seed).allSatisfy(end -> assertThat(end).hasSize(1));
            for (var cart : shop.changedCarts()) {
                var end = cart.status() == Cart.Status.MERGED
                        ? ends.get(MergeDecider.takeOver(cart).toString())
                        : List.of("items_taken_over");
                assertThat(end).as("-Dseed=%d", seed).containsExactly("items_taken_over");
            }
        }
    }

    private static UUID id(int cart) {
        return new UUID(1, cart);
    }
}
