package io.tillstream.checkout.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.discount.CodeGuesses;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.discount.Discounts;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.PriceTables;

/// Quantities of joined carts, of any two carts, any stock and any policy. `-Dseed=` repeats a run.
class JoinedLinesPropertyTest {

    private static final int CASES = 100_000;
    private static final List<String> SKUS = List.of("A", "B", "C");
    private static final List<Map<String, String>> OPTIONS = List.of(Map.of(), Map.of("gift", "yes"));

    private static final List<MergePolicy> POLICIES = List.of(MergePolicy.values());

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    /// What a buyer has put somewhere.
    private record Content(List<CartLine> lines, List<SavedLine> saved) {

        long inCart(String id) {
            return lines.stream().filter(line -> line.id().equals(id)).mapToLong(CartLine::quantity).sum();
        }

        long saved(String id) {
            return saved.stream().filter(line -> line.id().equals(id)).mapToLong(SavedLine::quantity).sum();
        }

        long all(String id) {
            return inCart(id) + saved(id);
        }

        long ofVariant(String sku) {
            return lines.stream().filter(line -> line.sku().equals(sku)).mapToLong(CartLine::quantity).sum();
        }

        Set<String> ids() {
            var ids = new HashSet<String>();
            lines.forEach(line -> ids.add(line.id()));
            saved.forEach(line -> ids.add(line.id()));
            return ids;
        }
    }

    @Test
    void noUnitIsLostAndNoneComesFromNowhere() {
        forAll(any -> {
            var after = any.join(any.user, any.guest);
            var ids = new HashSet<>(any.user.ids());
            ids.addAll(any.guest.ids());
            assertThat(ids).containsAll(after.ids());
            ids.forEach(id -> assertThat(after.all(id)).isEqualTo(any.promised(id)));
        });
    }

    @Test
    void theStockSufficesForWhatIsInTheCart() {
        forAll(any -> {
            var after = any.join(any.user, any.guest);
            SKUS.forEach(sku -> assertThat(after.ofVariant(sku)).isLessThanOrEqualTo(any.stock(sku)));
            assertThat(after.lines()).allMatch(line -> line.quantity() >= 1 && line.quantity() <= 9_999);
        });
    }

    /// As long as there is stock, nothing is put aside; and what she had stays.
    @Test
    void theStockIsUsedUpForHersFirst() {
        forAll(any -> {
            var after = any.join(any.user, any.guest);
            for (var sku : SKUS) {
                long wanted = 0;
                long own = 0;
                for (var options : OPTIONS) {
                    var id = CartLine.id(sku, options);
                    long inCart = Math.min(9_999, any.wanted(id));
                    wanted += inCart;
                    own += Math.min(inCart, any.user.inCart(id));
                }
                assertThat(after.ofVariant(sku)).isEqualTo(Math.min(wanted, any.stock(sku)));
                if (own <= any.stock(sku)) {
                    for (var options : OPTIONS) {
                        var id = CartLine.id(sku, options);
                        assertThat(after.inCart(id)).isGreaterThanOrEqualTo(
                                Math.min(any.user.inCart(id), any.wanted(id)));
                    }
                }
            }
        });
    }

    @Test
    void theOrderOfTwoMergesDoesNotMatter() {
        forAll(any -> {
            if (any.policy == MergePolicy.GUEST || any.policy == MergePolicy.USER) {
                return; // the last and the first win
            }
            var other = content(5);
            var one = any.join(any.join(any.user, any.guest), other);
            var two = any.join(any.join(any.user, other), any.guest);
            var ids = new HashSet<>(one.ids());
            ids.addAll(two.ids());
            ids.forEach(id -> assertThat(one.all(id)).isEqualTo(two.all(id)));
            for (var sku : SKUS) {
                assertThat(one.ofVariant(sku)).isEqualTo(two.ofVariant(sku));
                if (one.ofVariant(sku) < any.stock(sku)) {
                    OPTIONS.forEach(options -> assertThat(one.inCart(CartLine.id(sku, options)))
                            .isEqualTo(two.inCart(CartLine.id(sku, options))));
                }
            }
        });
    }

    private void forAll(Consumer<Any> holds) {
        for (int i = 0; i < CASES; i++) {
            var any = new Any(i % 10 == 0 ? 9_999 : 5);
            try {
                holds.accept(any);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=%d, case %d: %s".formatted(seed, i, any), e);
            }
        }
    }

    private Content content(int most) {
        var lines = new ArrayList<CartLine>();
        var saved = new ArrayList<SavedLine>();
        for (var sku : SKUS) {
            for (var options : OPTIONS) {
                var line = new CartLine(CartLine.id(sku, options), sku, sku, options, 1 + random.nextInt(most), 100);
                if (random.nextInt(3) == 0) {
                    lines.add(line);
                }
                if (random.nextInt(5) == 0) {
                    saved.add(SavedLine.of(line).withQuantity(1 + random.nextInt(most)));
                }
            }
        }
        Collections.shuffle(lines, random);
        return new Content(lines, saved);
    }

    /// One case.
    private final class Any {

        private final MergePolicy policy = POLICIES.get(random.nextInt(4));
        private final Map<String, Variant> variants = new HashMap<>();
        private final Content user;
        private final Content guest;

        Any(int most) {
            user = content(most);
            guest = content(most);
            SKUS.forEach(sku -> {
                if (random.nextInt(20) > 0) {
                    variants.put(sku, new Variant(sku, sku, random.nextInt(20) == 0 ? "USD" : "EUR", 100,
                            random.nextInt(20) > 0, random.nextInt(3 * most), 1, "p", "standard"));
                }
            });
        }

        long stock(String sku) {
            var variant = variants.get(sku);
            return variant == null || !variant.active() || !variant.currency().equals("EUR") ? 0 : variant.stock();
        }

        /// Units that should be in the cart, stock or not.
        long wanted(String id) {
            long hers = user.inCart(id);
            long guests = guest.inCart(id);
            if (hers == 0 || guests == 0) {
                return hers + guests;
            }
            return switch (policy) {
                case SUM -> hers + guests;
                case LARGER -> Math.max(hers, guests);
                case GUEST -> guests;
                case USER -> hers;
            };
        }

        /// Units in the cart and saved.
        long promised(String id) {
            return policy == MergePolicy.LARGER
                    ? Math.max(user.all(id), guest.all(id))
                    : wanted(id) + user.saved(id) + guest.saved(id);
        }

        Content join(Content into, Content from) {
            var cart = new Cart(new UUID(1, 1), Cart.Status.ACTIVE, "ada", "EUR", 1, null, into.lines(), null,
                    CartTerms.NONE, into.saved(), null, null);
            var handed = new TakeOver(new UUID(1, 2), "EUR", from.lines(), from.saved(), null,
                    new CartTerms(null, CodeGuesses.NONE, null, null, null));
            var joined = JoinedLines.of(cart, handed, new Facts(variants::get, NO_DISCOUNTS, PriceTables.NONE,
                    new CartRules(CartRules.DEFAULTS.guestExpiry(), null, policy, false), Instant.EPOCH));
            return new Content(joined.lines(), joined.saved());
        }

        @Override
        public String toString() {
            return policy + " " + variants.values() + " " + user + " + " + guest;
        }
    }

    private static final Discounts NO_DISCOUNTS = new Discounts() {

        @Override
        public @Nullable Discount find(String code) {
            return null;
        }

        @Override
        public List<DiscountUse> uses(String code) {
            return List.of();
        }
    };
}
