package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tillstream.command.AddItem;
import io.tillstream.command.ApplyDiscount;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.Checkout;
import io.tillstream.command.CommandOutcome;
import io.tillstream.command.CreateCart;
import io.tillstream.command.DeactivateDiscount;
import io.tillstream.command.SetContact;
import io.tillstream.command.UpsertDiscount;
import io.tillstream.schemas.Topics;

/// Codes in a race, over Kafka, several lanes, PostgreSQL and Stripe.
class DiscountCodesTest {

    private static Shop shop;
    private static Instant opened;

    @BeforeAll
    static void open() throws Exception {
        opened = Instant.now();
        shop = new Shop();
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    /// Whatever the race, every command could be decided.
    @AfterEach
    void nothingFailed() {
        assertThat(shop.read(Topics.COMMAND_OUTCOMES)).filteredOn(outcome -> outcome.getAt().isAfter(opened))
                .isNotEmpty().noneMatch(outcome -> outcome.getStatus().equals("failed"));
    }

    /// A code for few uses was redeemed without limit: only completed orders counted.
    @Test
    void aCodeIsNeverUsedMoreOftenThanItMayBe() {
        var shirt = shop.sells("shirt", 2_000, 2_000);
        var code = code(100, null);
        var carts = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            var cart = shop.cartWith(shirt, 1);
            shop.command(cart, new ApplyDiscount(code));
            carts.add(cart);
        }
        Eventually.that("the code is on all carts",
                () -> shop.count("select count(*) from cart_discount where cart_id = any(?::uuid[])", carts) == 1_000);
        var checkouts = new ArrayList<String>();
        for (int i = 0; i < carts.size(); i++) {
            checkouts.add(shop.checkout(carts.get(i), i % 2 == 0 ? "pm_card_visa" : "pm_card_visa_chargeDeclined")
                    .toString());
        }

        var most = new AtomicInteger();
        Eventually.that("1,000 answers and no order open", () -> {
            most.accumulateAndGet(uses(code), Math::max);
            return shop.count("select count(*) from command_outcome where command_id = any(?::uuid[])",
                    checkouts) == 1_000
                    && orders(carts, "status in ('PENDING_PAYMENT', 'REQUIRES_ACTION', 'CLOSING')") == 0;
        });
        assertThat(most.get()).isBetween(1, 100);
        assertThat(orders(carts, "true")).isGreaterThanOrEqualTo(100);
        assertThat(uses(code)).isEqualTo(orders(carts, "status = 'CONFIRMED'"));
        assertThat(shop.count("select count(*) from discount_use where code = any(?)", List.of(code)))
                .isEqualTo(uses(code));
        assertThat(shop.count("select count(*) from discount_use join orders using (order_id) "
                + "where code = any(?) and status <> 'CONFIRMED'", List.of(code))).isZero();
    }

    /// Guests used codes for one use again by switching identity.
    @Test
    void anotherIdentityDoesNotGetTheCodeAgain() {
        var shirt = shop.sells("shirt", 2_000, 10);
        var code = code(null, 1);
        var person = UUID.randomUUID().toString();
        var user = "user-" + person;
        var first = cart(shirt, user, person + "@example.com");
        assertThat(answer(shop.command(first, user, new ApplyDiscount(code))).getCode()).isEqualTo("ok");
        shop.command(first, user, new Checkout("pm_card_visa", null));
        Eventually.that("a confirmed order", () -> shop.statusOfOrderOn(first).equals("CONFIRMED"));

        assertUsed(shop.command(cart(shirt, null, person.toUpperCase(Locale.ROOT) + "+2@Example.com"),
                new ApplyDiscount(code)));
        assertUsed(shop.command(cart(shirt, user, "other-" + person + "@example.com"), user, new ApplyDiscount(code)));
    }

    private static void assertUsed(UUID command) {
        var refused = answer(command);
        assertThat(refused.getCode()).isEqualTo("discount_not_applicable");
        assertThat(refused.getReason()).isEqualTo("used_by_buyer");
        assertThat(refused.getData()).isNull();
    }

    /// A shopper was locked out by his own failed attempt.
    @Test
    void aFailedAttemptNeverBlocksTheNext() {
        var shirt = shop.sells("shirt", 2_000, 1);
        var code = code(1, 1);
        var cart = cart(shirt, null, UUID.randomUUID() + "@example.com");
        shop.command(cart, new ApplyDiscount(code));
        shop.checkout(cart, "pm_card_visa_chargeDeclined");
        Eventually.that("a failed order", () -> shop.statusOfOrderOn(cart).equals("PAYMENT_FAILED"));
        assertThat(uses(code)).isZero();

        var second = answer(shop.checkout(cart, "pm_card_visa"));

        assertThat(second.getCode()).isEqualTo("ok");
        Eventually.that("a confirmed order", () -> orders(List.of(cart), "status = 'CONFIRMED' and total = 1800") == 1);
        assertThat(uses(code)).isOne();
    }

    @Test
    void aDeactivatedCodeTakesNothingOff() {
        var shirt = shop.sells("shirt", 2_000, 10);
        var code = code(null, null);
        var cart = cart(shirt, null, null);
        assertThat(answer(shop.command(cart, new ApplyDiscount(code))).getCode()).isEqualTo("ok");
        catalog(code, new DeactivateDiscount());
        Eventually.that("it is inactive", () -> shop.count(
                "select count(*) from discount where not active and code = any(?)", List.of(code)) == 1);

        assertThat(answer(shop.checkout(cart, "pm_card_visa"))).satisfies(refused -> {
            assertThat(refused.getCode()).isEqualTo("discount_not_applicable");
            assertThat(refused.getReason()).isEqualTo("inactive");
        });
        assertThat(shop.statusOfOrderOn(cart)).isEqualTo("none");
    }

    private static String cart(String sku, @Nullable String user, @Nullable String email) {
        var cart = UUID.randomUUID().toString();
        shop.command(cart, user, new CreateCart("USD"));
        if (email != null) {
            shop.command(cart, user, new SetContact(email));
        }
        shop.command(cart, user, new AddItem(sku, 1, Map.of()));
        return cart;
    }

    /// @return a code for ten percent off
    private static String code(@Nullable Integer maxUses, @Nullable Integer maxPerBuyer) {
        var code = "CODE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        catalog(code, UpsertDiscount.newBuilder().setKind("PERCENTAGE").setBasisPoints(1_000).setMaxUses(maxUses)
                .setMaxPerBuyer(maxPerBuyer).build());
        Eventually.that("the code is there",
                () -> shop.count("select count(*) from discount where code = any(?)", List.of(code)) == 1);
        return code;
    }

    private static void catalog(String key, SpecificRecord body) {
        var _ = shop.send(Topics.CATALOG_COMMANDS, key, new CatalogCommand(UUID.randomUUID().toString(), key, body));
    }

    private static CommandOutcome answer(UUID command) {
        var found = new ArrayList<CommandOutcome>();
        Eventually.that("an answer", () -> {
            found.addAll(shop.read(Topics.COMMAND_OUTCOMES).stream()
                    .filter(outcome -> outcome.getCommandId().equals(command.toString())).toList());
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private static int uses(String code) {
        return shop.count("select sum(uses)::integer from discount where code = any(?)", List.of(code));
    }

    private static int orders(List<String> carts, String condition) {
        return shop.count("select count(*) from orders where cart_id = any(?::uuid[]) and " + condition, carts);
    }
}
